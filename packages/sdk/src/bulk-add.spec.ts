import { ConflictError, TimeoutError } from './index.js';
import { json, OPERATION, rosterWith, silence } from './recorded.fixture.js';

const department = { organizationId: 'org_xyz789', departmentId: 'dept_abc123' };

/** The API, as far as bulks go: it adds everybody, half of them at first. Keeps the bodies that it got. */
function bulkApi({ ending = {} as object } = {}) {
  const bodies: { type: string | null; key: string | null; search: string; text: string }[] = [];
  const sizes: number[] = [];
  let reads = 0;
  const reply = async (request: Request) => {
    const { pathname, search } = new URL(request.url);
    if (request.method === 'POST') {
      const text = await request.text();
      const type = request.headers.get('content-type');
      bodies.push({ type, key: request.headers.get('idempotency-key'), search, text });
      sizes.push(type === 'text/csv' ? text.split('\r\n').length - 2 : JSON.parse(text).user_ids.length);
      return json({ ...OPERATION, id: `op_${sizes.length}`, kind: 'member.bulk_add' }, 202);
    }
    if (pathname.endsWith('/items'))
      return json({ data: [{ user_id: pathname, state: 'rejected' }], next_cursor: null });
    const total = sizes.at(-1) ?? 0;
    const half = reads++ % 2 === 0;
    const done = half ? Math.floor(total / 2) : total;
    return json({
      ...OPERATION,
      id: `op_${sizes.length}`,
      state: half ? 'accepted' : 'done',
      progress: { total, done, added: done, rejected: 0 },
      ...(half ? {} : ending),
    });
  };
  const { roster, sent } = rosterWith(Array.from({ length: 60 }, () => reply));
  return { roster, sent, bodies, sizes };
}

const ids = (count: number) => Array.from({ length: count }, (_, index) => `usr_${index}`);

it('adds as many as there are, in as many bulks as the limit asks for, and tells of the progress', async () => {
  const { roster, bodies, sizes } = bulkApi();
  const progress: object[] = [];
  const onProgress = (state: object) => progress.push(state);
  const result = await roster.bulkAdd(
    { ...department, userIds: ids(20_001) },
    { onProgress, idempotencyKey: 'import' },
  );
  expect(sizes).toEqual([10_000, 10_000, 1]);
  expect(bodies.map(({ key }) => key)).toEqual(['import-1', 'import-2', 'import-3']);
  expect(bodies.flatMap(({ text }) => JSON.parse(text).user_ids)).toEqual(ids(20_001));
  expect(progress.map((state) => Object.values(state))).toEqual(
    [5_000, 10_000, 15_000, 20_000, 20_000, 20_001].map((done) => [20_001, done, done, 0]),
  );
  expect(result).toMatchObject({ total: 20_001, done: 20_001, added: 20_001, rejected: 0, cancelled: 0 });
  expect(result.operations.map(({ id }) => id)).toEqual(['op_1', 'op_2', 'op_3']);
});

it('gives the results of all bulks', async () => {
  const { roster, sent } = bulkApi();
  const result = await roster.bulkAdd({ ...department, userIds: ids(10_001) });
  const users: (string | null)[] = [];
  for await (const { userId } of result.items('rejected')) users.push(userId);
  expect(users).toEqual([1, 2].map((id) => `/v1/organizations/org_xyz789/operations/op_${id}/items`));
  expect(sent.at(-1)?.url).toContain('state=rejected');
});

it('takes addresses as they come, and sends them as a file', async () => {
  const { roster, bodies } = bulkApi();
  async function* emails() {
    yield 'jane@company.com';
    yield '"doe, jane"@company.com';
  }
  await roster.bulkAdd({ ...department, emails: emails(), mode: 'atomic' });
  expect(bodies).toMatchObject([
    {
      type: 'text/csv',
      search: '?mode=atomic',
      text: 'email\r\njane@company.com\r\n"""doe, jane""@company.com"\r\n',
    },
  ]);
});

it('makes no file that is too large for the API', async () => {
  const { roster, bodies, sizes } = bulkApi();
  const emails = Array.from({ length: 9_000 }, (_, index) => `${'é'.repeat(120)}${index}@company.com`);
  await roster.bulkAdd({ ...department, emails });
  expect(sizes).toHaveLength(2);
  expect(sizes.reduce((sum, size) => sum + size)).toBe(9_000);
  for (const { text } of bodies) expect(Buffer.byteLength(text)).toBeLessThan(2 * 1024 * 1024);
});

it('sends nothing for nobody, and for an atomic bulk that one request cannot hold', async () => {
  const { roster, sent } = bulkApi();
  expect(await roster.bulkAdd({ ...department, userIds: [] })).toMatchObject({ total: 0, added: 0, operations: [] });
  const atomic = roster.bulkAdd({ ...department, userIds: ids(10_001), mode: 'atomic' });
  await expect(atomic).rejects.toBeInstanceOf(RangeError);
  expect(sent).toEqual([]);
});

it('ends with a bulk that is cancelled, and sends no more', async () => {
  const progress = { total: 10_000, done: 1_000, added: 900, rejected: 100 };
  const { roster, sizes } = bulkApi({ ending: { state: 'cancelled', progress } });
  const result = await roster.bulkAdd({ ...department, userIds: ids(15_000) });
  expect(result).toMatchObject({ total: 15_000, done: 1_000, added: 900, rejected: 100, cancelled: 14_000 });
  expect(sizes).toEqual([10_000]);
});

it('is rejected with the error of a bulk that failed', async () => {
  const error = { code: 'OPERATION_CANCELLED', message: 'No.', status: 409, details: {} };
  const { roster, sizes } = bulkApi({ ending: { state: 'failed', error } });
  const adding = roster.bulkAdd({ ...department, userIds: ids(15_000) });
  await expect(adding).rejects.toBeInstanceOf(ConflictError);
  await expect(adding).rejects.toMatchObject({ operationId: 'op_1' });
  expect(sizes).toEqual([10_000]);
});

it('ends when the time is over, or the caller gives up', async () => {
  const { roster } = rosterWith([json(OPERATION, 202), silence, silence]);
  const adding = roster.bulkAdd({ ...department, userIds: ids(1) }, { timeout: 20 });
  await expect(adding).rejects.toBeInstanceOf(TimeoutError);
  const signal = AbortSignal.abort(new Error('enough'));
  await expect(roster.bulkAdd({ ...department, userIds: ids(1) }, { signal })).rejects.toThrow('enough');
});
