import type { ScimError } from '../scim-error.js';
import { MAX_BULK_OPERATIONS, readBulk, referencesOf, withReferences } from './bulk-operations.js';

const schemas = ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'];
const POST = { method: 'post', path: '/Users', bulkId: 'a', data: {} };

it('reads methods in any case, and no limit of errors', () => {
  expect(readBulk({ schemas, operations: [POST] })).toEqual({
    failOnErrors: Number.POSITIVE_INFINITY,
    operations: [{ method: 'POST', path: '/Users', bulkId: 'a', version: undefined, data: {} }],
  });
});

it.each<[unknown, string | null, number]>([
  [null, 'invalidSyntax', 400],
  [{ Operations: [POST] }, 'invalidSyntax', 400],
  [{ schemas }, 'invalidSyntax', 400],
  [{ schemas, Operations: [] }, 'invalidSyntax', 400],
  [{ schemas, Operations: [7] }, 'invalidSyntax', 400],
  [{ schemas, Operations: [{ ...POST, bulkId: 7 }] }, 'invalidSyntax', 400],
  [{ schemas, failOnErrors: 0, Operations: [POST] }, 'invalidValue', 400],
  [{ schemas, failOnErrors: '1', Operations: [POST] }, 'invalidValue', 400],
  [{ schemas, Operations: Array(MAX_BULK_OPERATIONS + 1).fill(POST) }, null, 413],
])('%j is refused', (body, scimType, status) => {
  const error = (() => {
    try {
      return readBulk(body);
    } catch (thrown) {
      return thrown as ScimError;
    }
  })();
  expect(error).toMatchObject({ name: 'ScimError', scimType, status });
});

it('finds and replaces references in path and data, and nothing else that looks like one', () => {
  const operation = {
    method: 'PATCH',
    path: '/Groups/bulkId:g',
    bulkId: undefined,
    version: undefined,
    data: { Operations: [{ op: 'add', value: [{ value: 'bulkId:u' }] }], note: 'about bulkId:x', 'bulkId:k': null },
  };
  expect(referencesOf(operation)).toEqual(['g', 'u']);
  const ids = new Map([
    ['g', 'dept_1'],
    ['u', 'usr_1'],
  ]);
  expect(withReferences(operation, ids)).toEqual({
    ...operation,
    path: '/Groups/dept_1',
    data: { ...operation.data, Operations: [{ op: 'add', value: [{ value: 'usr_1' }] }] },
  });
  expect(withReferences(operation, new Map())).toEqual(operation);
});
