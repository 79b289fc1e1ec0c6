/** The OpenAPI document with references to parameters, responses, headers and examples resolved. Schemas are not. */
export function dereference<Document extends object>(document: Document): Document {
  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value !== 'object' || value === null) return value;
    const { $ref } = value as { $ref?: unknown };
    if (typeof $ref !== 'string' || $ref.startsWith('#/components/schemas/'))
      return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, resolve(field)]));
    const steps = $ref.slice('#/'.length).split('/');
    return resolve(steps.reduce<unknown>((found, step) => Reflect.get(found as object, step), document));
  };
  return resolve(document) as Document;
}
