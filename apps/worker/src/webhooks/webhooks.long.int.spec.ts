import { setTimeout as delay } from 'node:timers/promises';
import { EventFeed, toEventObject } from '@roster/database';
import { organizationIdSchema, userIdSchema } from '@roster/domain';
import { addCommand, describeWithRedis } from '@roster/local-stack';
import { answer, hang, type ReceivedEvent, WEBHOOK_KEY, WEBHOOK_NETWORKS, WebhookReceiver } from '@roster/testing';
import type { Registry } from 'prom-client';
import { METRICS } from '../tokens.js';
import { type RunningWorker, startWorker } from '../worker.fixture.js';

const ORGANIZATION = organizationIdSchema.parse('org_xyz789');
const WAIT = { waitMs: 20_000 };
const person = (number: number) => userIdSchema.parse(`usr_demo${String(number).padStart(3, '0')}`);
const users = (events: readonly ReceivedEvent[]) => events.map(({ data }) => data.user_id);

/** The same promises on every backend of the queue; what does not depend on it, on one. */
function suite(redisUrl: string | undefined): void {
  let worker: RunningWorker;
  let receiver: WebhookReceiver;
  let next = 1;

  beforeAll(async () => {
    const env = {
      REDIS_URL: redisUrl,
      WEBHOOK_ENCRYPTION_KEY: WEBHOOK_KEY,
      WEBHOOK_ALLOWED_NETWORKS: WEBHOOK_NETWORKS,
    };
    worker = await startWorker({ env });
  });
  afterAll(() => worker.close());
  beforeEach(async () => {
    receiver = await WebhookReceiver.open();
  });
  afterEach(async () => {
    await sql('DELETE FROM webhook_endpoints');
    await receiver.close();
  });

  const sql = (text: string, values: unknown[] = []) => worker.database.query(text, values);

  /** Adds people to departments, one after the other; their IDs. */
  async function add(people: number, departments = ['dept_abc123']): Promise<string[]> {
    const added: string[] = [];
    for (let count = 0; count < people; count++) {
      const userId = person(next++);
      const departmentId = departments[count % departments.length] as never;
      await worker.gateway.submit(addCommand({ userId, departmentId }), WAIT);
      added.push(userId);
    }
    return added;
  }

  /** Polls until the database says so. */
  async function until(query: string, values: unknown[] = []): Promise<void> {
    while (!(await sql(`SELECT (${query}) AS reached`, values))[0].reached) await delay(20);
  }

  it('sends each event once, signed, in order, as the feed tells it', async () => {
    await receiver.subscribe(worker.database);
    const added = await add(6, ['dept_abc123', 'dept_plat01']);
    await receiver.until(() => receiver.received.length >= 6);
    const lane = (id: string) => receiver.received.filter(({ data }) => data.department_id === id);
    expect(users(lane('dept_abc123'))).toEqual(added.filter((_, index) => index % 2 === 0));
    expect(users(lane('dept_plat01'))).toEqual(added.filter((_, index) => index % 2 === 1));
    const feed = new EventFeed(worker.database);
    const { events } = await feed.read({ organizationId: ORGANIZATION, after: null, limit: 1_000 });
    const ids = await feed.eventIds();
    const told = events
      .map((event) => toEventObject(event, ids))
      .filter((event) => event && users([event as never])[0] !== undefined);
    for (const event of receiver.received) expect(told).toContainEqual(event);
    expect(receiver.forged).toBe(0);
    await until('SELECT count(*) = 0 FROM webhook_lanes');
    expect(receiver.received).toHaveLength(6);
  });

  it('sends what a lost job was to send, once its lease has ended', async () => {
    const id = await receiver.subscribe(worker.database);
    receiver.answer = answer(500);
    const added = await add(1);
    await until('SELECT failures > 0 FROM webhook_endpoints WHERE id = $1', [id]);
    receiver.answer = answer(204);
    // As the dispatcher leaves it, with no job on any queue.
    await sql(
      `UPDATE webhook_lanes SET next_attempt_at = now(), lease = gen_random_uuid(), leased_until = now() + interval '1 second'
       WHERE endpoint_id = $1`,
      [id],
    );
    await receiver.until(() => receiver.accepted.length >= 1);
    expect(users(receiver.accepted)).toEqual(added);
  });

  if (redisUrl !== undefined) return;

  it('sends an event that failed again, under its ID, before those that follow it', async () => {
    const id = await receiver.subscribe(worker.database);
    receiver.answer = answer(500);
    const added = await add(2);
    await until('SELECT failures > 0 FROM webhook_endpoints WHERE id = $1', [id]);
    receiver.answer = answer(204);
    await sql('UPDATE webhook_lanes SET next_attempt_at = now()');
    await receiver.until(() => receiver.accepted.length >= 2);
    expect(users(receiver.accepted)).toEqual(added);
    expect(receiver.received[0]?.id).toBe(receiver.accepted[0]?.id);
    await until('SELECT count(*) = 0 FROM webhook_lanes WHERE endpoint_id = $1', [id]);
    expect(await sql('SELECT failures FROM webhook_endpoints WHERE id = $1', [id])).toEqual([{ failures: 0 }]);
    const attempts = await sql('SELECT attempt, status FROM webhook_attempts WHERE endpoint_id = $1 ORDER BY id', [id]);
    expect(attempts).toEqual([
      { attempt: 1, status: 500 },
      { attempt: 2, status: 204 },
      { attempt: 1, status: 204 },
    ]);
  });

  it('waits without an attempt for a key that is missing, and for a version that knows the event', async () => {
    const id = await receiver.subscribe(worker.database);
    await sql(`UPDATE webhook_endpoints SET key_id = 'lost' WHERE id = $1`, [id]);
    await add(1);
    await until(`SELECT max(leased_until) > now() + interval '50 seconds' FROM webhook_lanes WHERE endpoint_id = $1`, [
      id,
    ]);
    await sql(
      `WITH event AS (
         INSERT INTO audit_events (organization_id, occurred_at, action, channel, actor_type, actor_id, trace_id)
         VALUES ($2, now(), 'thing.invented', 'rest', 'user', 'usr_x', repeat('0', 32)) RETURNING id
       ), delivery AS (
         INSERT INTO webhook_deliveries (endpoint_id, position, event_id, lane) SELECT $1, 2000000, id, '' FROM event
       ), place AS (
         INSERT INTO feed_events (organization_id, position, event_id, sequence, occurred_at)
         SELECT $2, 2000000, id, 1, now() FROM event
       )
       INSERT INTO webhook_lanes (endpoint_id, lane, next_attempt_at) VALUES ($1, '', now())`,
      [id, ORGANIZATION],
    );
    await until(
      `SELECT leased_until < now() + interval '5 seconds' FROM webhook_lanes WHERE endpoint_id = $1 AND lane = ''`,
      [id],
    );
    expect(await sql('SELECT id FROM webhook_attempts WHERE endpoint_id = $1', [id])).toEqual([]);
    expect(receiver.received).toEqual([]);
    // The feed goes past it, so that it is in no later endpoint's way.
    await until('SELECT scanned_to >= (SELECT max(id) FROM audit_events) FROM feed_relay');
    await sql('DELETE FROM feed_events WHERE position = 2000000');
  });

  it('obeys Retry-After in all lanes', async () => {
    const id = await receiver.subscribe(worker.database);
    receiver.answer = answer(429, { 'retry-after': '3600' });
    await add(1);
    await until('SELECT failures > 0 FROM webhook_endpoints WHERE id = $1', [id]);
    await add(2, ['dept_plat01', 'dept_root01']);
    await until('SELECT count(*) = 3 FROM webhook_lanes WHERE endpoint_id = $1', [id]);
    // Longer than two turns.
    await delay(600);
    expect(receiver.received).toHaveLength(1);
    const [{ seconds }] = await sql(
      'SELECT extract(epoch FROM breaker_until - now())::float8 AS seconds FROM webhook_endpoints WHERE id = $1',
      [id],
    );
    expect(seconds).toBeGreaterThan(3_500);
    receiver.answer = answer(204);
    await sql('UPDATE webhook_endpoints SET breaker_until = now()');
    await sql('UPDATE webhook_lanes SET next_attempt_at = now()');
    await receiver.until(() => receiver.accepted.length >= 3);
  });

  it.each([
    ['gone', 410, 0],
    ['exhausted', 503, 9],
  ])(
    'disables an endpoint that is %s, counts it, and continues in order once it is enabled',
    async (reason, status, attempts) => {
      const id = await receiver.subscribe(worker.database);
      receiver.answer = answer(500);
      const added = await add(2);
      await until('SELECT failures > 0 FROM webhook_endpoints WHERE id = $1', [id]);
      receiver.answer = answer(status);
      await sql(
        `UPDATE webhook_lanes SET attempts = greatest(attempts, $2), next_attempt_at = now(), scheduled_at = now()
         WHERE endpoint_id = $1`,
        [id, attempts],
      );
      await until('SELECT disabled_reason = $2 FROM webhook_endpoints WHERE id = $1', [id, reason]);
      const metrics = await worker.app.get<Registry>(METRICS).metrics();
      expect(metrics).toContain(`roster_webhook_endpoints_disabled_total{reason="${reason}"} 1`);
      added.push(...(await add(1)));
      receiver.answer = answer(204);
      await sql(
        `UPDATE webhook_endpoints SET disabled_at = NULL, disabled_reason = NULL, failures = 0, failing_since = NULL,
         breaker_until = NULL WHERE id = $1`,
        [id],
      );
      await sql('UPDATE webhook_lanes SET attempts = 0, next_attempt_at = now() WHERE endpoint_id = $1', [id]);
      await receiver.until(() => receiver.accepted.filter(({ data }) => data.user_id).length >= 3);
      expect(users(receiver.accepted).filter((user) => user !== undefined)).toEqual(added);
    },
  );

  it('lets a dead endpoint hold eight places, and sends all of the others meanwhile', async () => {
    const dead = await WebhookReceiver.open();
    dead.answer = hang;
    const deadId = await dead.subscribe(worker.database);
    const id = await receiver.subscribe(worker.database);
    await add(2);
    await receiver.until(() => receiver.accepted.length >= 2);
    for (const one of [deadId, id])
      await sql(
        `WITH event AS (SELECT * FROM feed_events ORDER BY position DESC LIMIT 1), place AS (
           SELECT lane, number, 1000000 + lane * 10 + number AS position FROM generate_series(1, 40) lane, generate_series(1, 5) number
         ), feed AS (
           INSERT INTO feed_events (organization_id, position, event_id, sequence, occurred_at)
           SELECT organization_id, place.position, event_id, sequence, occurred_at FROM event, place ON CONFLICT DO NOTHING
         ), delivery AS (
           INSERT INTO webhook_deliveries (endpoint_id, position, event_id, lane)
           SELECT $1, place.position, event_id, 'lane' || lane FROM event, place
         )
         INSERT INTO webhook_lanes (endpoint_id, lane, next_attempt_at)
         SELECT $1, 'lane' || lane, now() FROM generate_series(1, 40) lane`,
        [one],
      );
    await receiver.until(() => receiver.accepted.length >= 202);
    expect(await dead.openRequests()).toBeLessThanOrEqual(8);
    const ended = await sql('SELECT id FROM webhook_attempts WHERE endpoint_id = $1', [deadId]);
    expect(ended).toEqual([]);
    await sql('DELETE FROM webhook_endpoints');
    await sql('DELETE FROM feed_events WHERE position > 1000000');
    await dead.close();
  });
}

describe('webhooks with the queue on Postgres', () => suite(undefined));
describeWithRedis('webhooks with the queue on Redis', (redisUrl) => suite(redisUrl && `${redisUrl}/4`));

it('are given up when the process stops while a receiver hangs: no attempt is counted, and the lane is free', async () => {
  const worker = await startWorker({
    env: { WEBHOOK_ENCRYPTION_KEY: WEBHOOK_KEY, WEBHOOK_ALLOWED_NETWORKS: WEBHOOK_NETWORKS },
  });
  const receiver = await WebhookReceiver.open();
  receiver.answer = hang;
  await receiver.subscribe(worker.database);
  await worker.gateway.submit(addCommand({ userId: person(1) }), WAIT);
  await receiver.until(() => receiver.received.length === 1);
  const began = performance.now();
  await worker.app.close();
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(await worker.owner.query('SELECT attempts, lease FROM webhook_lanes')).toEqual([{ attempts: 0, lease: null }]);
  expect(await worker.owner.query('SELECT id FROM webhook_attempts')).toEqual([]);
  await receiver.close();
  await worker.close();
});
