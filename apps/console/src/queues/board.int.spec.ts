import { appRoutes } from '@bull-board/api/dist/routes.js';
import { describeWithRedis } from '@roster/local-stack';
import { MEMBERSHIP_QUEUE, workerQueueOptions } from '@roster/queue';
import { Queue } from 'bullmq';
import { command, TestConsole } from '../console.fixture.js';
import { boardAction } from './board-actions.js';

function suite(redisUrl: () => string | undefined): void {
  let roster: TestConsole;
  let queue: Queue;
  const signed = new Map<string, Record<string, string>>();

  beforeAll(async () => {
    const url = redisUrl();
    roster = await TestConsole.start(url ? { redisUrl: url } : {});
    queue = new Queue(
      MEMBERSHIP_QUEUE,
      workerQueueOptions({ databaseUrl: roster.ownerUrl, redis: url ? { url } : undefined }),
    );
    for (const role of ['viewer', 'operator'] as const) {
      const { cookie, csrfToken } = await roster.session(role);
      signed.set(role, { cookie, 'x-xsrf-token': csrfToken });
    }
    await queue.resume();
  }, 60_000);
  afterAll(async () => {
    await queue.obliterate({ force: true });
    await queue.close();
    await roster.close();
  });

  async function ask(role: string, method: string, path: string, headers: Record<string, string> = {}) {
    const url = `${roster.url}/ops/queues/api/queues${path}`;
    const response = await fetch(url, { method, headers: { ...signed.get(role), ...headers }, redirect: 'manual' });
    const text = await response.text();
    return { status: response.status, text };
  }

  it('shows the queues to both, and to a viewer read-only', async () => {
    const modes = async (role: string) => {
      const { text } = await ask(role, 'GET', '?activeQueue=membership&page=1&jobsPerPage=10');
      return (JSON.parse(text) as { queues: { readOnlyMode: boolean }[] }).queues.map((one) => one.readOnlyMode);
    };
    expect(await modes('viewer')).toEqual([true, true, true]);
    expect(await modes('operator')).toEqual([false, false, false]);
  });

  it('blanks what identifies people in the data of jobs', async () => {
    const secrets = { email: 'jane@company.com', full_name: 'Jane Smith', token: 'secret-token' };
    const job = await queue.add('membership.apply', { commands: [{ ...command({}), ...secrets }], replyTo: 'node' });
    const { status, text } = await ask('viewer', 'GET', `/membership/${job.id}`);
    expect(status).toBe(200);
    expect(text).toContain('membership.apply');
    for (const secret of Object.values(secrets)) expect(text).not.toContain(secret);
    const flow = await ask('viewer', 'GET', `/membership/${job.id}/flow`);
    for (const secret of Object.values(secrets)) expect(flow.text).not.toContain(secret);
  });

  it('lets an operator pause and resume, and writes both down', async () => {
    for (const action of ['pause', 'resume']) {
      expect((await ask('operator', 'PUT', `/membership/${action}`)).status).toBe(200);
      expect(await queue.isPaused()).toBe(action === 'pause');
      const events = await roster.database.query('SELECT * FROM operator_events ORDER BY id DESC LIMIT 2');
      const common = { operator_email: 'operator@company.com', action: `queue.${action}`, subject: 'membership' };
      expect(events).toMatchObject([
        { ...common, outcome: 'done' },
        { ...common, outcome: 'begun' },
      ]);
    }
  });

  it('lets an operator remove a job, and writes down which', async () => {
    const job = await queue.add('membership.apply', { commands: [command({})], replyTo: 'node' });
    expect((await ask('operator', 'PUT', `/membership/${job.id}/clean`)).status).toBe(204);
    expect(await queue.getJob(String(job.id))).toBeUndefined();
    const [event] = await roster.database.query('SELECT * FROM operator_events ORDER BY id DESC LIMIT 1');
    expect(event).toMatchObject({ action: 'job.remove', outcome: 'done', subject: `membership ${job.id}` });
  });

  it.each([
    '/membership/pause',
    '/membership//pause',
    '/%6dembership/pause',
    '/membership/pause/',
    '/pause',
    '/membership/pause?x=1',
  ])('refuses a viewer PUT %s, however it is written', async (path) => {
    expect([403, 404]).toContain((await ask('viewer', 'PUT', path)).status);
    expect(await queue.isPaused()).toBe(false);
  });

  it.each([
    ['without the token', { 'x-xsrf-token': '' }],
    ['with another token', { 'x-xsrf-token': 'x' }],
    ['from another site', { 'sec-fetch-site': 'cross-site' }],
  ])('refuses an operator %s', async (_, headers) => {
    expect((await ask('operator', 'PUT', '/membership/pause', headers)).status).toBe(403);
    expect(await queue.isPaused()).toBe(false);
  });

  it.each([
    ['POST', '/membership/add'],
    ['PUT', '/membership/obliterate'],
    ['PUT', '/membership/empty'],
    ['PATCH', '/membership/1/update-data'],
    ['PUT', '/membership/concurrency'],
  ])('refuses everybody %s %s', async (method, path) => {
    const json = { 'content-type': 'application/json' };
    expect((await ask('operator', method, path, json)).status).toBeGreaterThanOrEqual(400);
    const [event] = await roster.database.query('SELECT * FROM operator_events ORDER BY id DESC LIMIT 1');
    expect(event.action === 'queue.other' ? event.outcome : 'refused').not.toBe('done');
  });

  it.each(['/../../overview', '/membership/%2e%2e%2f%2e%2e', '/%00', '/membership/1%2f..%2fpause'])(
    'answers the path %s with nothing of ours',
    async (path) => {
      expect((await ask('viewer', 'GET', path)).status).not.toBe(500);
    },
  );

  it('names nothing of another host', async () => {
    const { cookie = '' } = signed.get('viewer') ?? {};
    const page = await fetch(`${roster.url}/ops/queues`, { headers: { cookie } });
    const text = await page.text();
    expect(text).toContain('static/js/');
    expect(text).not.toMatch(/(src|href)="https?:/);
  });
}

describe('bull-board on Postgres', () => suite(() => undefined));
describeWithRedis('bull-board on Redis', (url) => suite(() => url));

it('every action that is allowed is one that bull-board has', () => {
  const known = appRoutes.api.flatMap(({ method, route }) =>
    [method].flat().flatMap((one) => [route].flat().map((path) => boardAction(one.toUpperCase(), path))),
  );
  expect([...new Set(known.filter(Boolean))].sort()).toEqual([
    'job.promote',
    'job.remove',
    'job.retry',
    'queue.clean',
    'queue.pause',
    'queue.promote',
    'queue.read',
    'queue.resume',
    'queue.retry',
  ]);
});
