import { entryName, parametersOf, paramsName } from './sdk-camel-types.mjs';
import { camelText, pascal } from './sdk-names.mjs';

const WIDTH = 116;

/** The classes of the errors of these statuses, as `roster-error.ts` has them. */
const ERRORS = {
  404: 'NotFoundError',
  409: 'ConflictError',
  412: 'PreconditionFailedError',
  422: 'ValidationError',
};

/** The class of each resource in TypeScript, with a method for each of its operations. */
export function resourceClasses(resources) {
  const used = new Set();
  const classes = [...resources].map(([name, operations]) => resourceClass(name, operations, used));
  const fields = [...resources.keys()].map((name) => `  readonly ${name}: ${pascal(name)};`);
  const made = [...resources.keys()].map((name) => `    this.${name} = new ${pascal(name)}(caller);`);
  return `import type { Caller } from './caller.js';
import type { CsvList, List } from './list.js';
import type { ChangeOptions, IfMatch, RequestOptions, Waiting, WriteOptions } from './options.js';
import type { RosterPromise } from './roster-promise.js';
import type {
${[...used]
  .sort()
  .map((type) => `  ${type},\n`)
  .join('')}} from './types.generated.js';

/** Everything that the API has, by the kind of object. */
export class Resources {
${fields.join('\n')}

  constructor(caller: Caller) {
${made.join('\n')}
  }
}

${classes.join('\n')}`;
}

function resourceClass(name, operations, used) {
  return `export class ${pascal(name)} {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

${operations.map((operation) => method(operation, used)).join('\n')}}
`;
}

function method(operation, used) {
  const { name, list, csvList, headers } = operation;
  const parameters = parametersOf(operation);
  const types = resultTypes(operation);
  for (const type of types.used) used.add(type);
  if (parameters) used.add(paramsName(operation));
  const optional = !parameters || (parameters.required ?? parameters.anyOf?.[0].required ?? []).length === 0;
  const first = parameters ? `params: ${paramsName(operation)}${optional ? ' = {}' : ''}, ` : '';
  const declared = parameters ? `params${optional ? '?' : ''}: ${paramsName(operation)}, ` : '';
  const settled = types.change && headers.has('Prefer');
  const options = optionsType(operation, settled);
  const verb = csvList ? 'csvList' : list ? 'list' : settled ? 'change' : 'send';
  const promised = list ? `${csvList ? 'Csv' : ''}List<${types.result}>` : `RosterPromise<${types.result}>`;
  const overloads = settled
    ? `  ${name}(${declared}options?: ${options}): ${promised};
  /** The same; resolves with the operation when the change takes longer than \`wait\`. */
  ${name}(${declared}options: ${options} & Waiting): RosterPromise<${types.result === 'void' ? 'undefined' : types.result} | Operation>;
  ${name}(${first}options: ${options} & Partial<Waiting> = {}): RosterPromise<${types.result} | Operation> {`
    : `  ${name}(${first}options: ${options} = {}): ${promised} {`;
  return `${comment(operation)}
${overloads}
    return this.#caller.${verb}<${types.result}>(${endpoint(operation)}, ${parameters ? 'params' : '{}'}, options);
  }
`;
}

/** What a method resolves with; `change`: it is the outcome of an operation, which the API may answer with instead. */
function resultTypes(operation) {
  const { list, results } = operation;
  if (list) return { result: entryName(operation), used: [entryName(operation)], change: false };
  const bodies = results.filter((result) => result !== null);
  const outcomes = results.filter((result) => result !== 'Operation');
  const change = outcomes.length > 0 && bodies.includes('Operation');
  const result = (change ? outcomes : results).map((name) => name ?? 'void').join(' | ');
  return { result, used: bodies, change };
}

function optionsType({ headers, method: verb }, settled) {
  const base = verb === 'GET' ? 'RequestOptions' : settled || !headers.has('Prefer') ? 'WriteOptions' : 'ChangeOptions';
  return headers.has('If-Match') ? `${base} & IfMatch` : base;
}

/** What the caller must know of an operation, as the source of an object. */
function endpoint({ resource, name, method: verb, path, query, body, csv, maps }) {
  const inBody = Object.keys(body?.properties ?? {});
  const own = query.map((parameter) => parameter.name);
  const ofJson = csv ? own.filter((parameter) => !inBody.includes(parameter)) : own;
  const quoted = (names) => `[${names.map((text) => `'${text}'`).join(', ')}]`;
  const fields = [
    `name: '${resource}.${name}'`,
    `method: '${verb}'`,
    `path: '${path}'`,
    ...(ofJson.length > 0 ? [`query: ${quoted(ofJson)}`] : []),
    ...(body ? ['body: true'] : []),
    ...(maps.length > 0 ? [`maps: ${quoted(maps)}`] : []),
    ...(csv ? [`csv: ${quoted(own)}`] : []),
  ];
  return `{\n${fields.map((field) => `      ${field},\n`).join('')}    }`;
}

function comment({ summary, description, errors, list, pathParameters, query, body }) {
  const names = [...pathParameters, ...query].map((parameter) => parameter.name);
  const fields = [...names, ...Object.keys(body?.properties ?? {})];
  const thrown = errors
    .filter(([status]) => ERRORS[status])
    .map(([status, codes]) => `@throws ${ERRORS[status]} ${codes.map((code) => `\`${code}\``).join(', ')}`);
  const paged = list ? ['Pages are requested as they are needed.'] : [];
  const paragraphs = [`${summary}. ${camelText(description, fields)}`, ...paged];
  const lines = [
    ...paragraphs.flatMap((paragraph, index) => [...(index > 0 ? [''] : []), ...wrap(paragraph, '')]),
    ...(thrown.length > 0 ? ['', ...thrown.flatMap((line) => wrap(line, '  '))] : []),
  ];
  return ['  /**', ...lines.map((line) => `   * ${line}`.trimEnd()), '   */'].join('\n');
}

function wrap(text, indent) {
  const lines = [''];
  for (const word of text.replaceAll('*/', '*\\/').split(' ')) {
    const line = lines.at(-1);
    if (line && line.length + word.length + 1 > WIDTH - 5) lines.push(indent + word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines;
}
