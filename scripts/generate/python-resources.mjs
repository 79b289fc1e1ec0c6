import { call, NOTE, snake, wrap } from './python-text.mjs';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** The exceptions whose codes are told, by their status. */
const RAISED = {
  404: 'NotFoundError',
  409: 'ConflictError',
  412: 'PreconditionFailedError',
  422: 'ValidationError',
};

/** Headers of a request that an argument sets: its type, how it becomes the header, and what it means. */
const HEADERS = {
  'If-Match': { name: 'if_match', type: 'str', value: 'if_match' },
  Prefer: {
    name: 'wait',
    type: 'int',
    value: 'wait_header(wait)',
    about:
      'How many seconds the API waits for the outcome, 0 to 60, before it answers with the operation. 0: it answers as soon as the change is stored.',
  },
  'Idempotency-Key': {
    name: 'idempotency_key',
    type: 'str',
    value: 'idempotency_key',
    about:
      '1 to 255 visible ASCII characters. A call with the key of an earlier one changes nothing and gives its answer again, for a day. Each call has a random one of its own, which its retries repeat.',
  },
};

const TIMEOUT = {
  name: 'timeout',
  type: 'Optional[float]',
  initial: 'None',
  about: 'After how many seconds to raise `TimeoutError`, instead of those of the client.',
};

/** The module with a class for each resource of the document, and a method for each operation. */
export function pythonResources(document, types) {
  const resources = new Map();
  for (const [path, item] of Object.entries(document.paths))
    for (const verb of METHODS.filter((verb) => item[verb])) {
      const { resource } = item[verb]['x-roster-sdk'];
      const operation = read(document, types, path, verb, item[verb]);
      resources.set(resource, [...(resources.get(resource) ?? []), methodText(operation)]);
    }
  const classes = [...resources].map(
    ([resource, methods]) => `class ${className(resource)}(Resource):${methods.join('')}`,
  );
  const attributes = [...resources.keys()].map(
    (resource) => `        self.${snake(resource)} = ${className(resource)}(api)\n`,
  );
  const all = `class Resources:
    """Everything that the API has, by the kind of object."""

    def __init__(self, api: Api) -> None:
        self._api = api
${attributes.join('')}`;
  const body = [...classes, all].join('\n\n');
  const used = (names) => names.filter((name) => new RegExp(`\\b${name}\\b`).test(body));
  return `"""A class for each kind of object, and a method for each operation of the API."""

${NOTE}# mypy: no-warn-return-any

from __future__ import annotations

from typing import ${used(['Any', 'Dict', 'List', 'Literal', 'Optional', 'Union', 'overload']).join(', ')}

from ._api import ${used(['NOT_GIVEN', 'Api', 'NotGiven', 'exactly_one', 'fields_of', 'path_of', 'wait_header']).join(', ')}
from ._lists import ${used(['CsvItems', 'Items']).join(', ')}
from ._resource import Resource
from .types import (
${used(types.names())
  .map((name) => `    ${name},\n`)
  .join('')})


${body}`;
}

/** What the method of an operation is made from. */
function read(document, types, path, verb, operation) {
  const resolve = (node) => (node.$ref ? resolve(valueAt(document, node.$ref)) : node);
  const parameters = (operation.parameters ?? []).map(resolve);
  const of = (place) => parameters.filter((parameter) => parameter.in === place);
  const content = operation.requestBody?.content ?? {};
  const csv = content['text/csv'] !== undefined;
  const fields = bodyFields(types, content['application/json']?.schema, csv);
  const query = of('query').map(({ name, schema, description, required }) => ({
    ...argument(name, types.input(schema, name), description),
    ...(required ? {} : optional(types.input(schema, name))),
  }));
  const good = Object.entries(operation.responses)
    .filter(([status]) => status.startsWith('2'))
    .map(([, response]) => resolve(response).content?.['application/json']?.schema ?? { type: 'null' });
  const headers = of('header').filter(({ name }) => HEADERS[name]);
  const outcomes = good.filter((schema) => types.of(schema) !== 'Operation');
  return {
    operation,
    verb,
    path,
    name: snake(operation['x-roster-sdk'].method),
    inPath: of('path').map(({ name, schema, description }) => argument(name, types.of(schema), description)),
    query,
    fields,
    csv,
    headers: Object.keys(HEADERS).flatMap((name) => headers.filter((header) => header.name === name)),
    page: types.itemsOf(good[0]),
    csvPage: Object.values(operation.responses).some((response) => resolve(response).content?.['text/csv']),
    result: types.of({ anyOf: good }),
    // A change whose outcome is waited for, unless the caller asks for its operation.
    outcome: outcomes.length < good.length && outcomes.length > 0 ? types.of({ anyOf: outcomes }) : null,
    errors: Object.entries(operation.responses)
      .filter(([status]) => RAISED[status])
      .map(([status, response]) => [
        RAISED[status],
        Object.keys(resolve(response).content?.['application/json']?.examples ?? {}),
      ]),
  };
}

const argument = (wire, type, about) => ({ wire, name: snake(wire), type, about });
const optional = (type) => ({ type: type.startsWith('Optional[') ? type : `Optional[${type}]`, initial: 'None' });

/** An argument for each field of the body. When the body can also be a file, none of them is needed. */
function bodyFields(types, ref, csv) {
  if (!ref) return [];
  const schema = types.resolve(ref);
  return Object.entries(schema.properties).map(([field, of]) => {
    const type = types.input(of, types.nameOf(ref) + types.pascal(field));
    const needed = schema.required?.includes(field) === true;
    // `None` is null here, so it cannot stand for a field that is left out.
    const inner = type.startsWith('Optional[') ? `${type.slice('Optional['.length, -1)}, None` : type;
    const left = { type: `Union[${inner}, NotGiven]`, initial: 'NOT_GIVEN' };
    return { ...argument(field, type, types.descriptionOf(of)), needed, ...(needed && !csv ? {} : left) };
  });
}

function methodText(method) {
  const { operation, name, result, outcome, page, csvPage, inPath, query, fields, csv, headers } = method;
  const needed = fields.filter((field) => field.needed);
  const file = {
    name: 'csv',
    type: 'Union[str, bytes, None]',
    initial: 'None',
    about: `A file instead of ${needed.map((field) => `\`${field.name}\``).join(', ')}.`,
  };
  const all = [
    ...inPath,
    ...fields,
    ...(csv ? [file] : []),
    ...query.filter(({ wire }) => !fields.some((field) => field.wire === wire)),
    ...headers.map(({ name: header, description }) => {
      const { name, type, about = description } = HEADERS[header];
      return { name, type: `Optional[${type}]`, initial: 'None', about };
    }),
    { ...TIMEOUT, about: page ? `${TIMEOUT.about} Each page has as many.` : TIMEOUT.about },
  ];
  const doubled = all.find((one, index) => all.findIndex((other) => other.name === one.name) !== index);
  if (doubled) throw new Error(`${operation.operationId} has two parameters named ${doubled.name}.`);

  const head = (changes, returns) => {
    const given = all.map((one) => ({ ...one, ...(one.name === 'wait' ? changes : {}) }));
    const lines = [...given.filter(({ initial }) => !initial), ...given.filter(({ initial }) => initial)].map(
      (one) => `        ${one.name}: ${one.type}${one.initial ? ` = ${one.initial}` : ''},\n`,
    );
    return `    def ${name}(\n        self,\n        *,\n${lines.join('')}    ) -> ${returns}:`;
  };
  const overloads = outcome
    ? [
        `    @overload\n${head({ type: 'None' }, outcome)} ...\n`,
        `    @overload\n${head({ type: 'int', initial: undefined }, result)} ...\n`,
      ]
    : [];
  const check = csv ? `        exactly_one(${needed.map((field) => `${field.name}=${field.name}`)}, csv=csv)\n` : '';
  const body = `${head({}, page ? `${csvPage ? 'Csv' : ''}Items[${page}]` : result)}\n${docText(method, all)}${check}${sending(method)}`;
  return [...overloads, body].map((text) => `\n${text}`).join('');
}

/** The statement that sends the request. */
function sending({ verb, path, page, csvPage, result, outcome, inPath, query, fields, csv, headers }) {
  const pairs = (some) => some.map(({ wire, name }) => `"${wire}": ${name}`);
  const given = (some) => some.map(({ wire, name }) => `${wire}=${name}`);
  const dict = (entries) => call('', entries, 12, '{}');
  const target = inPath.length === 0 ? `"${path}"` : call('path_of', [`"${path}"`, ...given(inPath)], 12);
  const inFile = query.filter(({ wire }) => fields.some((field) => field.wire === wire));
  const headerPairs = headers.map(({ name }) => `"${name}": ${HEADERS[name].value}`);
  const parts = page
    ? [`query=${dict(pairs(query.filter(({ wire }) => wire !== 'cursor')))}`, 'cursor=cursor']
    : [
        ...(csv ? [`query=None if csv is None else ${call('fields_of', given(inFile), 12)}`] : []),
        ...(query.length > 0 && !csv ? [`query=${dict(pairs(query))}`] : []),
        ...(fields.length > 0
          ? [`json=${call('fields_of', given(fields), 12)}${csv ? ' if csv is None else None' : ''}`]
          : []),
        ...(csv ? ['csv=csv'] : []),
        ...(headers.length > 0 ? [`headers=${dict(headerPairs)}`] : []),
        ...(outcome ? ['organization_id=organization_id'] : []),
        ...(headers.some(({ name }) => name === 'Prefer') ? ['wait=wait'] : []),
      ];
  const method = page ? (csvPage ? '_csv_list' : '_list') : outcome ? '_change' : '_send';
  const all = [...(page ? [] : [`"${verb.toUpperCase()}"`]), target, ...parts, 'timeout=timeout'];
  const lines = all.map((argument) => `            ${argument},\n`);
  return `        ${result === 'None' ? '' : 'return '}self.${method}(\n${lines.join('')}        )\n`;
}

function docText({ operation: { summary, description }, outcome, page, errors }, all) {
  const indent = ' '.repeat(8);
  const hanging = (text) => wrap(text, indent, `${indent}    `);
  const notes = [
    description?.replace('`Prefer: wait=N`', '`wait`'),
    ...(page ? ['Pages are requested as they are needed.'] : []),
    ...(outcome ? ['The outcome is waited for. With `wait`, the operation is returned when it takes longer.'] : []),
  ].filter(Boolean);
  const lines = [
    ...wrap(`"""${summary.replace(/\.$/, '')}.`, indent),
    ...notes.flatMap((note) => ['\n', ...wrap(note, indent)]),
    '\n',
    ...all.filter(({ about }) => about).flatMap(({ name, about }) => hanging(`:param ${name}: ${about}`)),
    ...errors
      .filter(([, codes]) => codes.length > 0)
      .flatMap(([kind, codes]) => hanging(`:raises ${kind}: ${codes.map((code) => `\`${code}\``).join(', ')}`)),
    `${indent}"""\n`,
  ];
  return lines
    .join('')
    .replaceAll('\\', '\\\\')
    .replace(/(?<!`)`([^`]+)`(?!`)/g, '``$1``');
}

const className = (resource) => resource[0].toUpperCase() + resource.slice(1);

function valueAt(document, reference) {
  return reference
    .slice(2)
    .split('/')
    .reduce((value, key) => value[key], document);
}
