/** `userId`: `user_id`. */
export function toSnake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

export function toCamel(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/**
 * A body of the API with its fields in camelCase.
 *
 * @param maps the paths of objects whose keys are no names of fields, like `error.details`: they stay as they are
 */
export function camelFields(body: unknown, maps: readonly string[]): unknown {
  return rename(body, toCamel, (path, name) => [...path, name], maps, []);
}

/** The other way round. The paths of maps are those of the API here, too. */
export function snakeFields(value: unknown, maps: readonly string[], path: readonly string[]): unknown {
  return rename(value, toSnake, (above, name) => [...above, toSnake(name)], maps, path);
}

function rename(
  value: unknown,
  name: (field: string) => string,
  below: (path: readonly string[], field: string) => readonly string[],
  maps: readonly string[],
  path: readonly string[],
): unknown {
  if (typeof value !== 'object' || value === null || maps.includes(path.join('.'))) return value;
  if (Array.isArray(value)) return value.map((item) => rename(item, name, below, maps, path));
  const fields = Object.entries(value).map(([field, inner]) => [
    name(field),
    rename(inner, name, below, maps, below(path, field)),
  ]);
  return Object.fromEntries(fields);
}
