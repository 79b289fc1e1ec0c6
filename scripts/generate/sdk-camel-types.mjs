import { nameOf } from './sdk-model.mjs';
import { camel, camelText, pascal } from './sdk-names.mjs';

/**
 * The types of the SDK's methods in TypeScript: of what they take, `…Params`, and of what they resolve with. They come
 * from `openapi-typescript`, for the document with its fields in camelCase.
 *
 * @param {Record<string, any>} document
 * @param {import('./sdk-model.mjs').Operation[]} operations
 */
export async function camelTypes(document, operations) {
  const { schemas } = document.components;
  const wanted = new Map();
  const want = (name) => {
    if (wanted.has(name)) return;
    wanted.set(name, null);
    wanted.set(name, camelSchema(schemas[name], want));
  };
  for (const operation of operations) {
    for (const name of operation.list ? [entryName(operation)] : operation.results)
      if (name !== null && schemas[name]) want(name);
    if (operation.list && !operation.list.$ref) wanted.set(entryName(operation), camelSchema(operation.list, want));
    const parameters = parametersOf(operation);
    if (parameters) wanted.set(paramsName(operation), camelSchema(parameters, want));
  }
  const sorted = [...wanted].sort(([a], [b]) => (a < b ? -1 : 1));
  return (await declarations(Object.fromEntries(sorted))).join('\n');
}

export function paramsName({ operationId }) {
  return `${pascal(operationId)}Params`;
}

/** The type of an entry of a list. */
export function entryName({ list, results }) {
  return list.$ref ? nameOf(list) : results[0].replace(/Page$/, '');
}

/** The schema of a method's first argument: parameters and fields of the body in one object. Null when there are none. */
export function parametersOf({ pathParameters, query, body, csv, operationId }) {
  const inBody = Object.keys(body?.properties ?? {});
  if (body && inBody.length === 0) throw new Error(`The body of ${operationId} must be an object with known fields.`);
  const path = pathParameters.map((parameter) => ({ ...parameter, required: true }));
  const fields = inBody.map((name) => ({
    name,
    required: body.required?.includes(name),
    schema: body.properties[name],
  }));
  const own = [...path, ...query].filter(({ name }) => !(csv && inBody.includes(name)));
  const names = [...own, ...fields].map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw new Error(`${operationId} has two parameters with the name "${twice}".`);
  if (names.length === 0) return null;
  const json = objectOf([...own, ...fields]);
  const file = { name: 'csv', required: true, description: 'A CSV file.', schema: { type: 'string' } };
  return csv ? { anyOf: [json, objectOf([...path, ...query, file])] } : json;
}

function objectOf(parameters) {
  return {
    type: 'object',
    properties: Object.fromEntries(
      parameters.map(({ name, description, schema }) => [name, { ...schema, ...(description && { description }) }]),
    ),
    required: parameters.filter(({ required }) => required).map(({ name }) => name),
  };
}

/** A schema with its fields in camelCase. An answer may have fields that are newer than the SDK. */
function camelSchema(schema, want, siblings = []) {
  if (schema.$ref) want(nameOf(schema));
  const { additionalProperties, ...rest } = schema;
  const map = (part) => camelSchema(part, want, Object.keys(schema.properties ?? {}));
  return {
    ...rest,
    ...(schema.description && { description: camelText(schema.description, siblings) }),
    ...(schema.properties
      ? {
          properties: Object.fromEntries(
            Object.entries(schema.properties).map(([name, property]) => [camel(name), map(property)]),
          ),
        }
      : additionalProperties !== undefined && { additionalProperties }),
    ...(schema.required && { required: schema.required.map(camel) }),
    ...(schema.items && { items: map(schema.items) }),
    ...Object.fromEntries(
      ['anyOf', 'oneOf', 'allOf'].flatMap((key) => (schema[key] ? [[key, schema[key].map(map)]] : [])),
    ),
  };
}

/** An exported declaration for each schema. */
async function declarations(schemas) {
  const { default: openapiTS, astToString } = await import('openapi-typescript');
  const { default: ts } = await import('typescript');
  const info = { title: 'Roster', version: '1' };
  const nodes = await openapiTS(
    { openapi: '3.1.0', info, paths: {}, components: { schemas } },
    { defaultNonNullable: false },
  );
  const components = nodes.filter(ts.isInterfaceDeclaration).find(({ name }) => name.text === 'components');
  const types = membersOf(ts, components).find(({ name }) => name === 'schemas').type;
  const exported = [ts.factory.createModifier(ts.SyntaxKind.ExportKeyword)];
  return membersOf(ts, types).map(({ name, type }) => {
    const given = name.endsWith('Params') ? accepting(ts, type) : type;
    const declaration = ts.isTypeLiteralNode(given)
      ? ts.factory.createInterfaceDeclaration(exported, name, undefined, undefined, given.members)
      : ts.factory.createTypeAliasDeclaration(exported, name, undefined, given);
    return tidy(astToString(declaration));
  });
}

function membersOf(ts, declaration) {
  return declaration.members.filter(ts.isPropertySignature).map(({ name, type }) => ({ name: name.text, type }));
}

/** What a caller gives: an optional field may be undefined, and a list readonly. */
function accepting(ts, type) {
  const { factory } = ts;
  if (ts.isUnionTypeNode(type)) return factory.createUnionTypeNode(type.types.map((part) => accepting(ts, part)));
  const members = type.members.map((member) => {
    const list = ts.isArrayTypeNode(member.type);
    const given = list ? factory.createTypeOperatorNode(ts.SyntaxKind.ReadonlyKeyword, member.type) : member.type;
    const missing = factory.createKeywordTypeNode(ts.SyntaxKind.UndefinedKeyword);
    const accepted = member.questionToken ? factory.createUnionTypeNode([given, missing]) : given;
    return factory.updatePropertySignature(member, member.modifiers, member.name, member.questionToken, accepted);
  });
  return factory.createTypeLiteralNode(members);
}

/** References by name, comments without the tags that editors show as text, and two spaces to indent. */
function tidy(text) {
  return text
    .replace(/components\["schemas"\]\["(\w+)"\]/g, '$1')
    .replace(/^ *\/\*\* @enum {string} \*\/\n/gm, '')
    .replace(/^ *\* @enum {string}\n/gm, '')
    .replaceAll('@description ', '')
    .replace(/^(?: {4})+/gm, (indent) => ' '.repeat(indent.length / 2));
}
