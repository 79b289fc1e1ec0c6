import { errorEnvelopeSchema } from '@roster/domain';
import fc from 'fast-check';
import { type Answer, type RunningApi, send, startApi } from '../api.fixture.js';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const RUNS = { numRuns: 200 };
const MEMBERS = '/departments/dept_abc123/members';

const anyText = fc.string({ unit: 'binary', maxLength: 60 });
const anyId = fc.oneof(
  anyText,
  anyText.map((text) => `usr_${text}`),
  fc.constantFrom('', '..', '%00', 'dept_abc123'),
);
/** What can stand in a header at all: clients refuse the rest. */
const anyHeader = fc
  .string({ unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)), maxLength: 60 })
  .filter((text) => !text.includes('\u007f'));

/** Never a fault of ours, and every refusal in the envelope. */
function expectWellAnswered(answer: Answer): void {
  expect(answer.status).toBeLessThan(500);
  if (answer.status >= 400) expect(errorEnvelopeSchema.parse(answer.body).error.status).toBe(answer.status);
}

it('any JSON as the body', async () => {
  const body = fc.oneof(
    fc.json(),
    fc.record({ user_id: fc.jsonValue() }).map((value) => JSON.stringify(value)),
    fc
      .dictionary(fc.constantFrom('user_id', '__proto__', 'constructor', 'toString'), fc.jsonValue())
      .map((value) => JSON.stringify(value)),
    fc.record({ user_id: anyId }).map((value) => JSON.stringify(value)),
  );
  await fc.assert(
    fc.asyncProperty(body, async (text) => {
      expectWellAnswered(
        await api.request('POST', MEMBERS, { body: text, headers: { 'content-type': 'application/json' } }),
      );
    }),
    RUNS,
  );
});

it('any bytes as the body, of any type', async () => {
  const type = fc.oneof(fc.constant('application/json'), anyHeader);
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), type, async (bytes, contentType) => {
      expectWellAnswered(await api.request('POST', MEMBERS, { body: bytes, headers: { 'content-type': contentType } }));
    }),
    RUNS,
  );
});

it('any ids in the path', async () => {
  const part = (text: string) => encodeURIComponent(text);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('GET', 'POST', 'DELETE', 'PUT'), anyId, anyId, anyId, async (method, a, b, c) => {
      const { token } = api.demo;
      expectWellAnswered(
        await send(`${api.url}/v1/organizations/${part(a)}/departments/${part(b)}/members/${part(c)}`, method, token),
      );
      expectWellAnswered(await api.request(method, `/departments/${part(b)}/members/${part(c)}`));
      expectWellAnswered(await api.request('GET', `/operations/${part(a)}`));
    }),
    RUNS,
  );
});

it('any query', async () => {
  const parameter = fc.tuple(fc.constantFrom('limit', 'cursor', '__proto__', 'x'), anyText);
  await fc.assert(
    fc.asyncProperty(fc.array(parameter, { maxLength: 3 }), async (parameters) => {
      const query = new URLSearchParams(parameters);
      expectWellAnswered(await api.request('GET', `${MEMBERS}?${query}`));
    }),
    RUNS,
  );
});

it('any headers that we read', async () => {
  const names = ['prefer', 'idempotency-key', 'traceparent', 'accept', 'authorization', 'content-encoding'];
  const headers = fc.dictionary(fc.constantFrom(...names), anyHeader);
  await fc.assert(
    fc.asyncProperty(headers, async (some) => {
      const { accept: _, ...others } = some;
      expectWellAnswered(await api.request('POST', MEMBERS, { json: { user_id: 'usr_none' }, headers: others }));
      expect((await api.request('GET', MEMBERS, { headers: some })).status).toBeLessThan(500);
    }),
    RUNS,
  );
});
