import { call, NOTE, snake, wrap } from './python-text.mjs';
import { pascal } from './sdk-names.mjs';

/** The exceptions whose codes are told, by their status. */
const RAISED = {
  404: 'NotFoundError',
  409: 'ConflictError',
  412: 'PreconditionFailedError',
  422: 'ValidationError',
};

/** Headers of a request that an argument sets: its type, how it becomes the header, and what it means. */
const HEADERS = {
  'If-Match': {
    name: 'if_match',
    type: 'str',
    value: 'if_match',
    about: 'The `ETag` that you last received. The change is made only if nobody else has made one since.',
  },
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

/**
 * The module with a class for each resource of the document, and a method for each operation.
 *
 * @param {Map<string, import('./sdk-model.mjs').Operation[]>} resources
 */
export function pythonResources(resources, types) {
  const classes = [...resources].map(
    ([resource, operations]) =>
      `class ${pascal(resource)}(Resource):${operations.map((one) => methodText(read(types, one))).join('')}`,
  );
  const attributes = [...resources.keys()].map(
    (resource) => `        self.${snake(resource)} = ${pascal(resource)}(api)\n`,
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

/** What the method of an operation is made from, in Python's terms. */
function read(types, operation) {
  const { name, query, headers, list, results } = operation;
  const outcomes = results.filter((result) => result !== 'Operation');
  return {
    ...operation,
    name: snake(name),
    inPath: operation.pathParameters.map((one) => argument(one.name, types.of(one.schema), one.description)),
    query: query.map(({ name, schema, description, required }) => ({
      ...argument(name, types.input(schema, name), description),
      ...(required ? {} : optional(types.input(schema, name))),
    })),
    fields: bodyFields(types, operation),
    headers: Object.keys(HEADERS).filter((header) => headers.has(header)),
    page: list && types.itemsOf(list, results[0]),
    result: types.ofNames(results),
    // A change whose outcome is waited for, unless the caller asks for its operation.
    outcome: outcomes.length < results.length && outcomes.length > 0 ? types.ofNames(outcomes) : null,
    raised: operation.errors.filter(([status, codes]) => RAISED[status] && codes.length > 0),
  };
}

const argument = (wire, type, about) => ({ wire, name: snake(wire), type, about });
const optional = (type) => ({ type: type.startsWith('Optional[') ? type : `Optional[${type}]`, initial: 'None' });

/** An argument for each field of the body. When the body can also be a file, none of them is needed. */
function bodyFields(types, { operationId, body, csv }) {
  return Object.entries(body?.properties ?? {}).map(([field, of]) => {
    const type = types.input(of, pascal(operationId) + types.pascal(field));
    const needed = body.required?.includes(field) === true;
    // `None` is null here, so it cannot stand for a field that is left out.
    const inner = type.startsWith('Optional[') ? `${type.slice('Optional['.length, -1)}, None` : type;
    const left = { type: `Union[${inner}, NotGiven]`, initial: 'NOT_GIVEN' };
    return { ...argument(field, type, types.descriptionOf(of)), needed, ...(needed && !csv ? {} : left) };
  });
}

function methodText(method) {
  const { name, result, outcome, page, csvList, inPath, query, fields, csv, headers } = method;
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
    ...headers.map((header) => {
      const { name, type, about } = HEADERS[header];
      return { name, type: `Optional[${type}]`, initial: 'None', about };
    }),
    { ...TIMEOUT, about: page ? `${TIMEOUT.about} Each page has as many.` : TIMEOUT.about },
  ];
  const doubled = all.find((one, index) => all.findIndex((other) => other.name === one.name) !== index);
  if (doubled) throw new Error(`${method.operationId} has two parameters named ${doubled.name}.`);

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
  const body = `${head({}, page ? `${csvList ? 'Csv' : ''}Items[${page}]` : result)}\n${docText(method, all)}${check}${sending(method)}`;
  return [...overloads, body].map((text) => `\n${text}`).join('');
}

/** The statement that sends the request. */
function sending({ method: verb, path, page, csvList, result, outcome, inPath, query, fields, csv, headers }) {
  const pairs = (some) => some.map(({ wire, name }) => `"${wire}": ${name}`);
  const given = (some) => some.map(({ wire, name }) => `${wire}=${name}`);
  const dict = (entries) => call('', entries, 12, '{}');
  const target = inPath.length === 0 ? `"${path}"` : call('path_of', [`"${path}"`, ...given(inPath)], 12);
  const inFile = query.filter(({ wire }) => fields.some((field) => field.wire === wire));
  const headerPairs = headers.map((header) => `"${header}": ${HEADERS[header].value}`);
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
        ...(headers.includes('Prefer') || query.some(({ name }) => name === 'wait') ? ['wait=wait'] : []),
      ];
  const method = page ? (csvList ? '_csv_list' : '_list') : outcome ? '_change' : '_send';
  const all = [...(page ? [] : [`"${verb}"`]), target, ...parts, 'timeout=timeout'];
  const lines = all.map((argument) => `            ${argument},\n`);
  return `        ${result === 'None' ? '' : 'return '}self.${method}(\n${lines.join('')}        )\n`;
}

function docText({ summary, description, outcome, page, raised }, all) {
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
    ...raised.flatMap(([status, codes]) =>
      hanging(`:raises ${RAISED[status]}: ${codes.map((code) => `\`${code}\``).join(', ')}`),
    ),
    `${indent}"""\n`,
  ];
  return lines
    .join('')
    .replaceAll('\\', '\\\\')
    .replace(/(?<!`)`([^`]+)`(?!`)/g, '``$1``');
}
