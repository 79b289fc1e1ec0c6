import fc from 'fast-check';
import { type Answer, type RunningApi, startApi } from '../api.fixture.js';
import { connectProvider, type Provider } from './groups/scim-groups.fixture.js';
import { PATCH_SCHEMA } from './patch/patch-operations.js';
import { GROUP_SCHEMA } from './schema/group-schema.js';
import { USER_SCHEMA } from './schema/user-schema.js';
import { newUser } from './users/scim-users.fixture.js';

let api: RunningApi;
let okta: Provider;
let user: string;
let group: string;
beforeAll(async () => {
  api = await startApi();
  okta = await connectProvider(api, { adopt: true });
  user = (await okta.request('POST', '/Users', newUser())).body.id;
  group = await okta.group('Fuzzed', [user]);
});
afterAll(() => api.close());

const RUNS = { numRuns: 200 };
const anyText = fc.string({ unit: 'binary', maxLength: 60 });

/** A valid value, anything else, or none. */
function perhaps(...right: unknown[]) {
  return fc.oneof(fc.constantFrom(...right, undefined), anyText, fc.jsonValue());
}

/** Whatever was asked, it is an answer of SCIM, and no failure of our own. */
async function ask(method: string, path: string, json?: unknown): Promise<Answer> {
  const answer = await okta.request(method, path, json);
  expect([method, path, json, answer.status < 500 ? 'answered' : answer.body]).toEqual([
    method,
    path,
    json,
    'answered',
  ]);
  if (answer.status >= 400) {
    expect(answer.headers.get('content-type')).toContain('application/scim+json');
    expect(answer.body).toMatchObject({ status: String(answer.status), detail: expect.any(String) });
  }
  return answer;
}

const NAMES = ['userName', 'displayName', 'name', 'name.givenName', 'emails', 'emails[type eq "work"].value', 'active'];
const names = fc.oneof(fc.constantFrom(...NAMES, 'members', 'externalId', 'urn:example:x:1.0:User:y', 'id'), anyText);
const resource = fc.dictionary(names, perhaps('x', true, [{ value: 'x@company.example', primary: true }]), {
  maxKeys: 6,
});

it('any user or group', async () => {
  await fc.assert(
    fc.asyncProperty(resource, anyText, async (fields, id) => {
      for (const schema of [USER_SCHEMA, GROUP_SCHEMA]) {
        const body = { schemas: [schema.id], ...fields };
        const [endpoint, known] = schema === USER_SCHEMA ? ['/Users', user] : ['/Groups', group];
        await ask('POST', endpoint, body);
        await ask('PUT', `${endpoint}/${known}`, body);
        await ask('GET', `${endpoint}/${encodeURIComponent(id)}`);
      }
    }),
    RUNS,
  );
});

it('any changes, alone and in a bulk', async () => {
  const operation = fc.record({
    op: perhaps('add', 'Replace', 'remove'),
    path: fc.oneof(names, fc.constant(undefined), fc.jsonValue()),
    value: fc.oneof(perhaps('x', 'False', [{ value: 'usr_x' }]), resource),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { maxLength: 3 }), perhaps('a'), async (Operations, bulkId) => {
      const data = { schemas: [PATCH_SCHEMA], Operations };
      for (const path of [`/Users/${user}`, `/Groups/${group}`]) {
        await ask('PATCH', path, data);
        const part = { method: 'PATCH', path, bulkId, data };
        const schemas = ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'];
        await ask('POST', '/Bulk', { schemas, Operations: [part, { ...part, method: 'POST' }] });
      }
    }),
    RUNS,
  );
});

it('any query', async () => {
  const word = fc.oneof(
    names,
    fc.constantFrom('eq', 'co', 'pr', 'and', 'or', 'not', '(', ')', '[', ']', '"x"', 'true', 'null'),
  );
  const value = fc.oneof(
    anyText,
    fc.array(word, { maxLength: 8 }).map((words) => words.join(' ')),
    fc.integer().map(String),
  );
  const parameter = fc.tuple(
    fc.constantFrom(
      'filter',
      'sortBy',
      'sortOrder',
      'startIndex',
      'count',
      'cursor',
      'attributes',
      'excludedAttributes',
    ),
    value,
  );
  await fc.assert(
    fc.asyncProperty(fc.array(parameter, { maxLength: 4 }), async (parameters) => {
      const query = new URLSearchParams(parameters);
      const schemas = ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'];
      for (const endpoint of ['/Users', '/Groups']) {
        await ask('GET', `${endpoint}?${query}`);
        await ask('POST', `${endpoint}/.search`, { schemas, ...Object.fromEntries(parameters) });
      }
    }),
    RUNS,
  );
});
