import { organizationIdSchema, type WebhookEndpointId } from '@roster/domain';
import { DEPARTMENT, ORGANIZATION, OTHER_DEPARTMENT, person } from '../database.fixture.js';
import type { LeasedLane } from './webhook-lanes.js';
import { readWebhookState } from './webhook-state.js';
import { useWebhooks } from './webhooks.fixture.js';

const webhooks = useWebhooks();
const { sql } = webhooks;
const expireLeases = () =>
  sql(`UPDATE webhook_lanes SET leased_until = now() - interval '1 second' WHERE lease IS NOT NULL`);
const makeDue = () => sql(`UPDATE webhook_lanes SET next_attempt_at = now()`);
const passBreaker = () => sql(`UPDATE webhook_endpoints SET breaker_until = now() WHERE breaker_until IS NOT NULL`);

async function oneLane(...people: number[]): Promise<{ id: WebhookEndpointId; lane: LeasedLane }> {
  const id = await webhooks.endpoint();
  await webhooks.add(DEPARTMENT, ...people);
  await webhooks.distribute();
  return { id, lane: await onlyLane() };
}

async function onlyLane(): Promise<LeasedLane> {
  const [lane, ...others] = await webhooks.leased();
  if (!lane || others.length > 0) throw new Error(`Expected one lane, not ${lane ? others.length + 1 : 0}`);
  return lane;
}

describe('a lane', () => {
  it('is sent in the order of the feed, by one worker at a time', async () => {
    const { lane } = await oneLane(1, 2, 3);
    expect(await webhooks.leased()).toEqual([]);
    for (const number of [1, 2, 3]) expect(await webhooks.succeed(lane)).toBe(person(number));
    expect(await webhooks.attempts.next(lane)).toBeUndefined();
    await webhooks.lanes.finish(lane);
    expect(await sql('SELECT * FROM webhook_lanes')).toEqual([]);
  });

  it('passes to another worker when its lease is over, and the first one sends no more', async () => {
    const { lane } = await oneLane(1, 2);
    const next = await webhooks.next(lane);
    await expireLeases();
    const taken = await onlyLane();
    expect(await webhooks.attempts.next(lane)).toBeUndefined();
    await webhooks.lanes.finish(lane);
    await webhooks.lanes.release(lane);
    await webhooks.lanes.postpone(lane, 60);
    expect(next.event?.user_id).toBe(person(1));
    expect(await webhooks.succeed(taken)).toBe(person(1));
    expect(await webhooks.succeed(taken)).toBe(person(2));
  });

  it('is not sent past an event that failed: it waits, and begins with that event again', async () => {
    const { lane } = await oneLane(1, 2);
    await webhooks.fail(lane);
    expect(await webhooks.leased()).toEqual([]);
    await makeDue();
    const again = await onlyLane();
    expect(await webhooks.next(again)).toMatchObject({ attempts: 1, failures: 1 });
    expect(await webhooks.succeed(again)).toBe(person(1));
    expect(await webhooks.next(again)).toMatchObject({ attempts: 0, failures: 0 });
    const attempts = await sql('SELECT attempt, status FROM webhook_attempts ORDER BY id');
    expect(attempts).toEqual([
      { attempt: 1, status: 500 },
      { attempt: 2, status: 200 },
    ]);
  });

  it('does not wait for another that fails', async () => {
    await webhooks.endpoint();
    await webhooks.add(DEPARTMENT, 1);
    await webhooks.add(OTHER_DEPARTMENT, 2);
    await webhooks.distribute();
    const lanes = await webhooks.leased();
    const failing = lanes.find(({ lane }) => lane === DEPARTMENT);
    const other = lanes.find(({ lane }) => lane === OTHER_DEPARTMENT);
    if (!failing || !other) throw new Error('no lanes');
    await webhooks.fail(failing);
    expect(await webhooks.succeed(other)).toBe(person(2));
  });

  it('leaves out an event that the feed does not have any more', async () => {
    const { lane } = await oneLane(1, 2);
    await webhooks.database.owner.query(
      'DELETE FROM feed_events WHERE position = (SELECT min(position) FROM webhook_deliveries)',
    );
    const next = await webhooks.next(lane);
    expect(next.event).toBeNull();
    await webhooks.attempts.drop(lane, next);
    expect(await webhooks.succeed(lane)).toBe(person(2));
  });
});

describe('an endpoint that fails', () => {
  it('is tried by one lane at a time after five failures in a row, and by all at once after a success', async () => {
    const id = await webhooks.endpoint();
    await webhooks.add(DEPARTMENT, 1);
    await webhooks.fillLanes(id, 20);
    const first = await webhooks.leased();
    expect(first).toHaveLength(8);
    for (const lane of first.slice(0, 5)) await webhooks.fail(lane);
    for (const lane of first.slice(5)) await webhooks.lanes.release(lane);
    expect(await webhooks.leased()).toEqual([]);
    await passBreaker();
    const probe = await onlyLane();
    expect(await webhooks.leased()).toEqual([]);
    await webhooks.fail(probe);
    const [{ seconds }] = await sql(
      'SELECT extract(epoch FROM breaker_until - clock_timestamp())::float8 AS seconds FROM webhook_endpoints',
    );
    expect(seconds).toBeGreaterThan(9);
    expect(seconds).toBeLessThanOrEqual(10);
    await passBreaker();
    await webhooks.succeed(await onlyLane());
    expect(await webhooks.state(id)).toMatchObject({ failures: 0, failing_since: null, breaker_until: null });
    expect(await webhooks.leased()).toHaveLength(7);
    const [{ waiting }] = await sql(
      'SELECT count(*)::int AS waiting FROM webhook_lanes WHERE next_attempt_at > clock_timestamp()',
    );
    expect(waiting).toBe(0);
  });

  it('gets nothing in any lane for as long as it asked for', async () => {
    const id = await webhooks.endpoint();
    await webhooks.add(DEPARTMENT, 1);
    await webhooks.add(OTHER_DEPARTMENT, 2);
    await webhooks.distribute();
    const [one, other] = await webhooks.leased();
    if (!one || !other) throw new Error('no lanes');
    await webhooks.fail(one, { endpointPauseMs: 120_000 });
    expect(await webhooks.attempts.next(other)).toBeUndefined();
    await webhooks.lanes.release(other);
    expect(await webhooks.leased()).toEqual([]);
    expect((await webhooks.state(id)).breaker_until.getTime()).toBeGreaterThan(Date.now() + 110_000);
    await passBreaker();
    await makeDue();
    expect(await webhooks.leased()).toHaveLength(2);
  });

  it.each([
    ['exhausted', { pauseMs: null }],
    ['gone', { gone: true }],
  ])('is disabled when it is %s: the audit and the owner in Slack learn it once', async (reason, consequence) => {
    await sql(
      `INSERT INTO slack_installations (workspace_id, team_id, organization_id, bound_at, scopes) VALUES ('T1', 'T1', $1, now(), '{}')`,
      [ORGANIZATION],
    );
    const [owner] = await sql(
      `SELECT user_id FROM organization_members WHERE organization_id = $1 AND role = 'owner' LIMIT 1`,
      [ORGANIZATION],
    );
    await sql(
      `INSERT INTO slack_identities (team_id, slack_user_id, organization_id, user_id, how) VALUES ('T1', 'U1', $1, $2, 'explicit')`,
      [ORGANIZATION, owner.user_id],
    );
    const { id, lane } = await oneLane(1);
    expect(await webhooks.fail(lane, consequence)).toMatchObject({ id, reason });
    expect(await webhooks.state(id)).toMatchObject({ disabled_at: expect.any(Date), disabled_reason: reason });
    const audited = await sql(
      `SELECT subject, after, actor_id FROM audit_events WHERE action = 'webhook_endpoint.disable'`,
    );
    expect(audited).toEqual([
      { subject: id, after: { disabled: true, disabled_reason: reason }, actor_id: 'webhooks' },
    ]);
    const notices = await sql('SELECT method, target, payload FROM slack_deliveries');
    expect(notices).toEqual([
      {
        method: 'direct',
        target: { team: 'T1', user: 'U1' },
        payload: {
          text: expect.stringMatching(
            new RegExp(`^The webhook endpoint \`${id}\` at hooks.example.com is disabled\\.`),
          ),
        },
      },
    ]);
    expect(JSON.stringify(notices)).not.toContain('secret-path');
    await makeDue();
    await passBreaker();
    expect(await webhooks.leased()).toEqual([]);
  });

  it('is disabled when nothing has succeeded for as long as the attempts for one event take', async () => {
    const { id, lane } = await oneLane(1);
    const failingFor = (time: string) =>
      sql('UPDATE webhook_endpoints SET failures = 3, failing_since = now() - $1::interval', [time]);
    await failingFor('83 hours 30 minutes');
    expect(await webhooks.fail(lane, { pauseMs: 0 })).toBeNull();
    await failingFor('84 hours');
    expect(await webhooks.fail(await onlyLane())).toMatchObject({ id, reason: 'exhausted' });
  });
});

describe('the turn', () => {
  it('gives a dead endpoint with many lanes eight places, and the others theirs first', async () => {
    const dead = await webhooks.endpoint();
    await webhooks.add(DEPARTMENT, 1);
    const alive = [await webhooks.endpoint(), await webhooks.endpoint()];
    await sql(`INSERT INTO organizations (id, name) VALUES ('org_foreign', 'Foreign')`);
    const foreign = await webhooks.endpoint({ organizationId: organizationIdSchema.parse('org_foreign') });
    await webhooks.fillLanes(dead, 500);
    for (const id of [...alive, foreign]) await webhooks.fillLanes(id, 2);
    const first = (await webhooks.leased(8)).map(({ endpointId }) => endpointId);
    expect(first.filter((id) => id === dead).length).toBeLessThanOrEqual(3);
    expect(first.filter((id) => id === foreign)).toHaveLength(2);
    for (const id of alive) expect(first.filter((one) => one === id)).toHaveLength(2);
    const more = await webhooks.leased();
    expect([...first, ...more.map(({ endpointId }) => endpointId)].filter((id) => id === dead)).toHaveLength(8);
    expect(await webhooks.leased()).toEqual([]);
  });

  it('goes to the lanes that wait before it goes to one that has just had it', async () => {
    await webhooks.add(DEPARTMENT, 1);
    await webhooks.fillLanes(await webhooks.endpoint(), 9);
    await sql(`UPDATE webhook_lanes SET next_attempt_at = now() - interval '1 minute' WHERE lane <> 'dept_9'`);
    const first = await webhooks.leased();
    expect(first).toHaveLength(8);
    for (const lane of first) await webhooks.lanes.release(lane);
    const had = new Set(first.map(({ lane }) => lane));
    expect((await webhooks.leased()).filter(({ lane }) => !had.has(lane))).toHaveLength(1);
  });

  it('is left to the next time by a lane that is being changed', async () => {
    await webhooks.add(DEPARTMENT, 1);
    await webhooks.fillLanes(await webhooks.endpoint(), 2);
    await webhooks.database.dataSource.transaction(async (tx) => {
      await tx.query(`UPDATE webhook_lanes SET next_attempt_at = now() + interval '1 hour' WHERE lane = 'dept_1'`);
      expect(await webhooks.leased()).toMatchObject([{ lane: 'dept_2' }]);
    });
    expect(await webhooks.leased()).toEqual([]);
  });

  it('lets an organization take sixteen places', async () => {
    await webhooks.add(DEPARTMENT, 1);
    for (let number = 0; number < 4; number++) await webhooks.fillLanes(await webhooks.endpoint(), 8);
    expect(await webhooks.leased()).toHaveLength(16);
    expect(await webhooks.leased()).toEqual([]);
    const [lane] = await sql('SELECT endpoint_id, lane, lease FROM webhook_lanes WHERE lease IS NOT NULL LIMIT 1');
    await webhooks.lanes.release({ endpointId: lane.endpoint_id, ...lane });
    expect(await webhooks.leased()).toHaveLength(1);
  });
});

it('tells operators how the endpoints are, and what waits', async () => {
  expect(await readWebhookState(webhooks.database.dataSource)).toMatchObject({
    oldest_pending_ms: null,
    oldest_due_ms: null,
  });
  const { lane } = await oneLane(1);
  expect(await readWebhookState(webhooks.database.dataSource)).toEqual({
    endpoints: { enabled: 1, failing: 0, owner: 0, exhausted: 0, gone: 0 },
    oldest_pending_ms: expect.any(Number),
    oldest_due_ms: expect.any(Number),
  });
  await sql(`UPDATE webhook_lanes SET next_attempt_at = now() - interval '1 hour'`);
  await webhooks.lanes.postpone(lane, 60);
  expect(await webhooks.leased()).toEqual([]);
  const overdue = (await readWebhookState(webhooks.database.dataSource)).oldest_due_ms;
  expect(overdue).toBeGreaterThanOrEqual(3_600_000);
  await webhooks.succeed(lane);
  expect((await readWebhookState(webhooks.database.dataSource)).oldest_due_ms).toBeLessThan(60_000);
});
