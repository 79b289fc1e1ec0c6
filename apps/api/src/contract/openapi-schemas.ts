import { z } from 'zod';
import { type EndpointContract, schemaNames } from './contract.js';

/** Parameters by their parsed type: `limit` is an integer, although it arrives as text. */
export function queryParameters(query: z.ZodObject) {
  const { properties = {} } = z.toJSONSchema(query, { io: 'output', unrepresentable: 'any', override: plain });
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...schema } = property as Record<string, unknown>;
    return { name, in: 'query', required: false, description, schema };
  });
}

/**
 * Leaves out what generators stumble over and what says nothing new: the patterns of zod beside a format, which look ahead
 * and behind, as many languages cannot, and the type of property names.
 */
function plain({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  delete jsonSchema.propertyNames;
}

/**
 * Answers may get more fields, so clients must not refuse those that they do not know. Bodies are closed: a misspelt field
 * is an error.
 */
function open({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  plain({ jsonSchema });
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
}

/** OpenAPI 3.1 uses JSON Schema 2020-12 unchanged; `$schema` and `$id` would be redundant. */
export function componentSchemas(endpoints: readonly EndpointContract[]) {
  const uri = (id: string) => `#/components/schemas/${id}`;
  const translate = (io: 'input' | 'output') =>
    z.toJSONSchema(schemaNames, {
      target: 'draft-2020-12',
      io,
      uri,
      unrepresentable: 'any',
      override: io === 'input' ? plain : open,
    }).schemas;
  const bodies = new Set(endpoints.map(({ body }) => body && schemaNames.get(body.schema)?.id));
  const input = translate('input');
  // Sorted by name, so that the document does not depend on the order of imports.
  const outputs = Object.entries(translate('output')).sort(([a], [b]) => (a < b ? -1 : 1));
  return mapValues(Object.fromEntries(outputs), (output, name) => {
    const { $schema: _, $id: __, ...schema } = (bodies.has(name) ? input[name] : output) ?? {};
    return schema;
  });
}

export function schemaRef(schema: z.ZodType): { $ref: string } {
  const name = schemaNames.get(schema)?.id;
  if (name === undefined) throw new Error('A schema of a body or an answer needs a name: see `named`');
  return ref('schemas', name);
}

export function ref(kind: string, name: string): { $ref: string } {
  return { $ref: `#/components/${kind}/${name}` };
}

export function mapValues<Value, Result>(
  object: Readonly<Record<string, Value>>,
  map: (value: Value, name: string) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, map(value, name)]));
}
