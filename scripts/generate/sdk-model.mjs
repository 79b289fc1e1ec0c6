/**
 * What the methods of an SDK are made from.
 *
 * @typedef {object} Operation
 * @property {string} resource
 * @property {string} name of the method, in camelCase
 * @property {string} operationId
 * @property {string} method
 * @property {string} path
 * @property {string} summary
 * @property {string} description
 * @property {Parameter[]} pathParameters
 * @property {Parameter[]} query
 * @property {Set<string>} headers that it takes
 * @property {object | null} body the schema of its JSON body
 * @property {boolean} csv whether the body may be CSV instead
 * @property {Record<string, any> | null} list the schema of an entry, when it answers with pages of a list
 * @property {boolean} csvList whether the list can be had as CSV, too
 * @property {(string | null)[]} results the names of the schemas of its good answers; null: without a body
 * @property {string[]} maps where bodies have objects with keys that are no names of fields: `error.details`
 * @property {[string, string[]][]} errors the codes of each status
 */
/** @typedef {{ name: string, required?: boolean, description: string, schema: object }} Parameter */

/** The operations of an OpenAPI document, by the resources of the SDKs. */
export function operationsByResource(document) {
  const resolve = (node) => (node.$ref ? resolve(valueAt(document, node.$ref)) : node);
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => readOperation(operation, path, method, resolve)),
  );
  // `Map.groupBy` needs Node 21.
  const groups = new Map();
  for (const operation of operations)
    groups.set(operation.resource, [...(groups.get(operation.resource) ?? []), operation]);
  return groups;
}

function readOperation(operation, path, method, resolve) {
  const { operationId, summary, description, responses } = operation;
  const { resource, method: name } = operation['x-roster-sdk'];
  const parameters = operation.parameters.map(resolve);
  const of = (place) => parameters.filter((parameter) => parameter.in === place);
  const content = operation.requestBody?.content ?? {};
  const json = content['application/json']?.schema;
  const good = Object.entries(responses).filter(([status]) => status.startsWith('2'));
  const schemas = good.map(([, response]) => resolve(response).content?.['application/json']?.schema ?? null);
  return {
    resource,
    name,
    operationId,
    method: method.toUpperCase(),
    path,
    summary,
    description,
    pathParameters: of('path'),
    query: of('query'),
    headers: new Set(of('header').map((header) => header.name)),
    body: json ? resolve(json) : null,
    csv: content['text/csv'] !== undefined,
    list: of('query').some(({ name }) => name === 'cursor') ? entryOf(schemas[0] && resolve(schemas[0])) : null,
    csvList: good.some(([, response]) => resolve(response).content?.['text/csv'] !== undefined),
    results: [...new Set(schemas.map((schema) => schema && nameOf(schema)))],
    maps: [...new Set([json, ...schemas].flatMap((schema) => (schema ? mapsIn(schema, resolve) : [])))].sort(),
    errors: Object.entries(responses)
      .filter(([status]) => status >= '400')
      .map(([status, response]) => [status, Object.keys(resolve(response).content['application/json'].examples ?? {})]),
  };
}

/** The schema of an entry, when this is the schema of a page. */
function entryOf(schema) {
  const { data, next_cursor } = schema?.properties ?? {};
  return data && next_cursor ? data.items : null;
}

/** The paths of maps in what this schema describes. Lists have no part in a path. */
function mapsIn(schema, resolve, path = [], seen = []) {
  if (seen.includes(schema.$ref)) return [];
  const { type, properties, items, anyOf = [], oneOf = [], allOf = [] } = resolve(schema);
  const within = (part, at) => mapsIn(part, resolve, at, schema.$ref ? [...seen, schema.$ref] : seen);
  if ([type].flat().includes('object') && !properties) return [path.join('.')];
  return [
    ...Object.entries(properties ?? {}).flatMap(([name, property]) => within(property, [...path, name])),
    ...[...anyOf, ...oneOf, ...allOf, ...(items ? [items] : [])].flatMap((part) => within(part, path)),
  ];
}

export function nameOf({ $ref }) {
  if (!$ref) throw new Error('The SDKs need a name for the schema of every answer.');
  return $ref.split('/').at(-1);
}

function valueAt(document, reference) {
  return reference
    .slice(2)
    .split('/')
    .reduce((value, key) => value[key], document);
}
