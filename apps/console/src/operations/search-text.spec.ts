import { readFileSync } from 'node:fs';
import { deriveOperationId, type OrganizationId } from '@roster/domain';
import { CHANGE_ROUTES, operationsOf, understand } from './search-text.js';

interface Described {
  readonly responses?: object;
  readonly parameters?: readonly { readonly name?: string; readonly $ref?: string }[];
}

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const envelope = JSON.stringify({ success: false, error: { code: 'UNAUTHORIZED', trace_id: TRACE } });

it.each([
  ['op_0190abc', { kind: 'operation', operationId: 'op_0190abc' }],
  ['http://127.0.0.1:3000/v1/organizations/org_xyz789/operations/op_1a', { kind: 'operation', operationId: 'op_1a' }],
  [TRACE, { kind: 'trace', traceId: TRACE }],
  [` ${TRACE.toUpperCase()}\n`, { kind: 'trace', traceId: TRACE }],
  [`00-${TRACE}-00f067aa0ba902b7-01`, { kind: 'trace', traceId: TRACE }],
  [envelope, { kind: 'trace', traceId: TRACE }],
  ['usr_def456', { kind: 'user', value: 'usr_def456' }],
  ['dept_abc123', { kind: 'department', value: 'dept_abc123' }],
  ['org_xyz789', { kind: 'organization', value: 'org_xyz789' }],
  [
    '13345224609.738474920.8088930838d88f008e0',
    { kind: 'trigger', value: '13345224609.738474920.8088930838d88f008e0' },
  ],
  ['order-17', { kind: 'key-without-organization', key: 'order-17' }],
  ['', { kind: 'nothing' }],
  ['what became of it?', { kind: 'nothing' }],
  ['a\u0000b', { kind: 'nothing' }],
])('%j is understood', (text, search) => {
  expect(understand(text, '')).toEqual(search);
});

it('an Idempotency-Key needs an organization, and gives the operation that each caller and route would have made', () => {
  const search = { kind: 'key', key: 'order-17', organizationId: 'org_xyz789' as OrganizationId } as const;
  expect(understand('order-17', 'org_xyz789')).toEqual(search);
  expect(understand('order-17', 'org_\0')).toEqual({ kind: 'key-without-organization', key: 'order-17' });
  const ids = operationsOf(search, [
    { type: 'api_key', id: 'key_a' },
    { type: 'user', id: 'usr_b' },
  ]);
  expect(ids).toEqual(
    CHANGE_ROUTES.flatMap((route) => [
      deriveOperationId('org_xyz789', route, 'order-17'),
      deriveOperationId('org_xyz789', 'api_key', 'key_a', route, 'order-17'),
      deriveOperationId('org_xyz789', 'user', 'usr_b', route, 'order-17'),
    ]),
  );
});

it('a key that looks like a trace is a key first when an organization is given, and an id stays an id', () => {
  const otherwise = { kind: 'trace', traceId: TRACE };
  expect(understand(TRACE, 'org_xyz789')).toMatchObject({ kind: 'key', key: TRACE, otherwise });
  expect(understand('a note with spaces', 'org_xyz789')).toEqual({ kind: 'nothing' });
  expect(understand('op_1a', 'org_xyz789')).toMatchObject({ operationId: 'op_1a' });
});

it('the routes that are tried for an Idempotency-Key are those that make an operation of it', () => {
  const document = new URL('../../../../docs/openapi.json', import.meta.url);
  const { paths }: { paths: Record<string, Record<string, Described>> } = JSON.parse(readFileSync(document, 'utf8'));
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { parameters = [], responses = {} }]) => {
        const takesKey = parameters.some((one) => `${one.name}${one.$ref}`.includes('Idempotency-Key'));
        // Other routes that take a key carry the request out at once: they make no operation.
        return takesKey && '202' in responses;
      })
      .map(([method]) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
  );
  expect(routes.sort()).toEqual([...CHANGE_ROUTES].sort());
});
