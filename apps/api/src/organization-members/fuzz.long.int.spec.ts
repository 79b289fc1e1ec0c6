import fc from 'fast-check';
import { type RunningApi, startApi } from '../api.fixture.js';
import { requestDeclared } from '../contract/declared-answers.fixture.js';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi({ worker: false });
});
afterAll(() => api.close());

const RUNS = { numRuns: 200 };
const anyText = fc.string({ unit: 'binary', maxLength: 60 });

/** A valid field, anything else, or none. */
function perhaps(...right: unknown[]) {
  return fc.oneof(fc.constantFrom(...right, undefined), anyText, fc.jsonValue());
}

it('any fields of people, organization and keys', async () => {
  const fields = fc.record({
    name: perhaps('Name', '\u202e', '\ud800'),
    full_name: perhaps('Ada', '\u0000', '\u{10ffff}'),
    email: fc.oneof(
      perhaps('ada@example.com'),
      fc.emailAddress(),
      anyText.map((text) => `${text}@example.com`),
    ),
    role: perhaps('owner', 'admin', 'member'),
    status: perhaps('active', 'deactivated'),
    scopes: perhaps(['members:read'], ['members:read', 'members:read'], []),
    expires_at: fc.oneof(
      perhaps(null),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    ),
    overlap_seconds: fc.oneof(perhaps(0), fc.double()),
  });
  const pick = (all: Record<string, unknown>, names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, all[name]]));
  await fc.assert(
    fc.asyncProperty(fields, fc.string({ unit: 'binary', maxLength: 20 }), async (all, id) => {
      const path = encodeURIComponent(id);
      for (const [method, address, names] of [
        ['PATCH', '', ['name']],
        ['POST', '/members', ['full_name', 'email', 'role']],
        ['PATCH', '/members/usr_demo048', ['full_name', 'email', 'role', 'status']],
        ['PATCH', `/members/${path}`, ['role']],
        ['POST', '/api-keys', ['name', 'scopes', 'expires_at']],
        ['POST', `/api-keys/${path}/rotate`, ['overlap_seconds']],
      ] as const) {
        await requestDeclared(api, method, address, { json: pick(all, names) });
      }
    }),
    RUNS,
  );
});

it('any query of the lists', async () => {
  const parameter = fc.tuple(fc.constantFrom('q', 'role', 'status', 'limit', 'cursor', 'x'), anyText);
  await fc.assert(
    fc.asyncProperty(fc.array(parameter, { maxLength: 3 }), async (parameters) => {
      const query = new URLSearchParams(parameters);
      await requestDeclared(api, 'GET', `/members?${query}`);
      await requestDeclared(api, 'GET', `/api-keys?${query}`);
    }),
    RUNS,
  );
});
