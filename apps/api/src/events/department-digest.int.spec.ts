import { createHash } from 'node:crypto';
import { FeedPurge, FeedRelay } from '@roster/database';
import { type RunningApi, send, startApi } from '../api.fixture.js';

let api: RunningApi;
let relay: FeedRelay;
beforeAll(async () => {
  api = await startApi();
  relay = new FeedRelay(api.database, { retentionDays: 90 });
  await relay.run();
});
afterAll(() => api.close());

const read = (at?: string, department = 'dept_abc123') =>
  api.request('GET', `/departments/${department}/digest${at === undefined ? '' : `?at=${at}`}`);
const put = (user: string) => api.request('PUT', `/departments/dept_abc123/members/${user}`);

function hashOf(...userIds: string[]): string {
  const lines = userIds.map((id) => `${id}\n`);
  return createHash('sha256').update(lines.join('')).digest('hex');
}

describe('the digest of a department', () => {
  it('is true for the cursor beside it, which leads to the events that follow', async () => {
    await put('usr_demo002');
    await put('usr_demo001');
    await relay.run();
    const { status, body } = await read();
    expect([status, body]).toEqual([
      200,
      {
        department_id: 'dept_abc123',
        member_count: 2,
        digest: hashOf('usr_demo001', 'usr_demo002'),
        cursor: expect.any(String),
      },
    ]);
    await api.request('DELETE', '/departments/dept_abc123/members/usr_demo001');
    expect((await read()).body).toEqual(body);
    await relay.run();
    expect((await read(body.cursor)).body).toEqual(body);
    const events = (await api.request('GET', `/events?after=${body.cursor}`)).body;
    expect(events.data.map(({ data }: { data: object }) => data)).toMatchObject([{ user_id: 'usr_demo001' }]);
    const digest = hashOf('usr_demo002');
    expect((await read(events.next_cursor)).body).toMatchObject({ digest, cursor: events.next_cursor });
    expect((await read()).body).toMatchObject({ member_count: 1, digest });
  });

  it('of a department without members is the hash of nothing', async () => {
    const { body } = await read(undefined, 'dept_root01');
    expect(body).toMatchObject({ member_count: 0, digest: hashOf() });
  });

  it('is refused for what is no cursor of the organization, and for unknown departments', async () => {
    for (const at of ['', 'latest', 'A'.repeat(22)]) {
      const { status, body } = await read(at);
      expect([status, body.error.details.fields[0].field]).toEqual([422, 'at']);
    }
    expect((await read(undefined, 'dept_unknown')).body.error.code).toBe('DEPARTMENT_NOT_FOUND');
    const { body } = await read();
    const token = await api.tokenFor(['members:read'], 'org_foreign');
    const foreign = `${api.url}/v1/organizations/org_foreign/departments/dept_abc123/digest`;
    expect((await send(foreign, 'GET', token)).status).toBe(404);
    expect((await send(`${foreign}?at=${body.cursor}`, 'GET', token)).status).toBe(422);
    const own = `${api.url}/v1/organizations/org_xyz789/departments/dept_abc123/digest`;
    expect((await send(own, 'GET', await api.tokenFor(['audit:read']))).status).toBe(403);
  });

  it('is gone for a cursor whose events are gone', async () => {
    const { cursor } = (await read()).body;
    await put('usr_demo003');
    await relay.run();
    await new FeedPurge(api.database).run(0);
    const { status, body } = await read(cursor);
    expect([status, body.error.code]).toEqual([410, 'CURSOR_EXPIRED']);
    expect((await read()).body).toMatchObject({ digest: hashOf('usr_demo002', 'usr_demo003') });
  });
});
