import { FeedRelay } from '@roster/database';
import { type OperatorRole, userIdSchema } from '@roster/domain';
import { TestConsole } from '../console.fixture.js';
import { makeDelivery, makeEndpoint } from './webhooks.fixture.js';

let roster: TestConsole;
const sessions = new Map<OperatorRole, { cookie: string; csrfToken: string }>();
beforeAll(async () => {
  roster = await TestConsole.start();
  for (const role of ['viewer', 'operator'] as const) sessions.set(role, await roster.session(role));
}, 60_000);
afterAll(() => roster?.close());
beforeEach(async () => {
  await roster.database.query(
    'DELETE FROM webhook_endpoints; DELETE FROM webhook_deliveries; DELETE FROM webhook_attempts',
  );
});

async function ask(path: string, role: OperatorRole = 'operator', init: RequestInit = {}) {
  const headers = { cookie: sessions.get(role)?.cookie ?? '' };
  const response = await fetch(`${roster.url}${path}`, { headers, redirect: 'manual', ...init });
  return { status: response.status, location: response.headers.get('location'), text: await response.text() };
}

function post(path: string, form: Record<string, string>, role: OperatorRole = 'operator') {
  const csrf_token = sessions.get(role)?.csrfToken ?? '';
  return ask(path, role, { method: 'POST', body: new URLSearchParams({ csrf_token, ...form }) });
}

let people = 10;

/** A change that is in the feed; its event and position. */
async function change(): Promise<{ operationId: string; eventId: string; position: number }> {
  people += 1;
  const { operationId } = await roster.applied({ userId: userIdSchema.parse(`usr_demo0${people}`) });
  await new FeedRelay(roster.database, { retentionDays: 90 }).run();
  const [row] = await roster.database.query(
    `SELECT e.id AS "eventId", f.position::int FROM audit_events e JOIN feed_events f ON f.event_id = e.id
     WHERE e.operation_id = $1`,
    [operationId],
  );
  return { operationId, ...row };
}

const idsIn = (text: string) => [...text.matchAll(/href="\/ops\/webhooks\/(\w+)"/g)].map(([, id]) => id);

it('lists the endpoints of all organizations, those with a problem first, or those of one', async () => {
  await makeEndpoint(roster.database, { id: 'we_fine' });
  await makeEndpoint(roster.database, { id: 'we_failing', failing: true });
  await makeEndpoint(roster.database, { id: 'we_gone', disabled: 'gone', description: '<i>CRM</i>' });
  const { text } = await ask('/ops/webhooks');
  expect(idsIn(text)).toEqual(['we_gone', 'we_failing', 'we_fine']);
  expect(text).toContain('&lt;i>CRM');
  expect(text).toMatch(/because it answered 410 Gone, 1 h ago.*failing.*for 2 h.*healthy/s);
  expect(idsIn((await ask('/ops/webhooks?organization=org_xyz789')).text)).toHaveLength(3);
  for (const organization of ['org_none', 'x', '%00'])
    expect((await ask(`/ops/webhooks?organization=${organization}`)).text).toContain('has no webhook endpoint');
});

it('is for operators: a viewer sees no link and no endpoint, and sends nothing again', async () => {
  await makeEndpoint(roster.database, { id: 'we_one' });
  expect((await ask('/ops/overview', 'viewer')).text).not.toContain('/ops/webhooks');
  for (const path of ['/ops/webhooks', '/ops/webhooks/we_one']) expect((await ask(path, 'viewer')).status).toBe(403);
  expect((await post('/ops/webhooks/we_one/replay', { period: 'hour' }, 'viewer')).status).toBe(403);
});

it('shows what was sent to an endpoint, how it answered, and what is pending', async () => {
  await makeEndpoint(roster.database, { id: 'we_one', failing: true });
  const { eventId } = await change();
  const of = { endpointId: 'we_one', eventId, department: 'dept_abc123' };
  await makeDelivery(roster.database, { ...of, position: 1, statuses: [500, 204] });
  await makeDelivery(roster.database, { ...of, position: 2, statuses: [0] });
  const { text } = await ask('/ops/webhooks/we_one');
  expect(text).toMatch(
    /pending.*no\. 1: The connection was refused\..*delivered.*no\. 1: answered with 500.*answered with 204/s,
  );
  expect(text).toContain('&lt;b>500&lt;/b>');
  expect(text).toMatch(/1 department, for up to \d+ m?s, next attempt in 25 min/);
});

it('shows deliveries page by page', async () => {
  await makeEndpoint(roster.database, { id: 'we_one' });
  const { eventId } = await change();
  for (let position = 1; position <= 31; position++)
    await makeDelivery(roster.database, { endpointId: 'we_one', position, eventId, department: '', statuses: [200] });
  const first = (await ask('/ops/webhooks/we_one')).text;
  const older = /href="(\/ops\/webhooks\/we_one\?before=[^"]+)"/.exec(first)?.[1] ?? '';
  const count = (text: string) => text.split('no. 1: answered').length - 1;
  expect([count(first), count((await ask(older)).text)]).toEqual([30, 1]);
});

it('sends events again, and writes down who asked for it', async () => {
  const { position } = await change();
  await makeEndpoint(roster.database, { id: 'we_one' });
  expect(await post('/ops/webhooks/we_one/replay', { period: 'week' })).toMatchObject({
    status: 303,
    location: '/ops/webhooks/we_one',
  });
  const [{ distributed_to }] = await roster.database.query('SELECT distributed_to::int FROM webhook_endpoints');
  expect(distributed_to).toBeLessThan(position);
  const [audited] = await roster.database.query(
    `SELECT actor_type, channel, "after" FROM audit_events WHERE action = 'webhook_endpoint.replay'`,
  );
  expect(audited).toEqual({ actor_type: 'operator', channel: 'system', after: { since: expect.stringMatching(/Z$/) } });
  const events = await roster.database.query(
    `SELECT outcome, subject, details FROM operator_events WHERE action = 'webhook.replay' ORDER BY id DESC LIMIT 2`,
  );
  expect(events).toEqual(
    ['done', 'begun'].map((outcome) => ({ outcome, subject: 'we_one', details: { period: 'week' } })),
  );
  expect((await post('/ops/webhooks/we_one/replay', { period: 'ever' })).status).toBe(422);
  expect((await post('/ops/webhooks/we_none/replay', { period: 'hour' })).status).toBe(404);
});

it('the timeline of an operation shows its event at the endpoints, to operators only', async () => {
  await makeEndpoint(roster.database, { id: 'we_one' });
  await makeEndpoint(roster.database, { id: 'we_two', url: 'https://hr.example.com/' });
  const { operationId, eventId, position } = await change();
  const of = { eventId, position, department: 'dept_abc123' };
  await makeDelivery(roster.database, { ...of, endpointId: 'we_one', statuses: [503, 200] });
  await makeDelivery(roster.database, { ...of, endpointId: 'we_two', statuses: [] });
  const { text } = await ask(`/ops/operations?q=${operationId}`);
  expect(text).toMatch(/Audited: member.add.*crm.example.com: answered with 503.*crm.example.com: answered with 200/s);
  expect(text).toContain('Webhook to hr.example.com is pending');
  expect(idsIn(text)).toEqual(['we_one', 'we_one', 'we_two']);
  expect((await ask(`/ops/operations?q=${operationId}`, 'viewer')).text).not.toContain('example.com');
});
