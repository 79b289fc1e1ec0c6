import { EventEmitter, on } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { getQueueToken } from '@nestjs/bullmq';
import type { INestApplicationContext } from '@nestjs/common';
import { type OperationRepository, ProcessSampleReader } from '@roster/database';
import { type MembershipCommand, organizationIdSchema, type UserId, userIdSchema } from '@roster/domain';
import { addCommand, describeWithRedis } from '@roster/local-stack';
import { JOB_CATALOGUE, JobConsumers, MEMBERSHIP_QUEUE, type MembershipGateway, type Submission } from '@roster/queue';
import { createLogger } from '@roster/runtime';
import type { Queue } from 'bullmq';
import type { DataSource } from 'typeorm';
import { AuditSealing } from './audit-sealing.js';
import { type RunningWorker, startWorker } from './worker.fixture.js';

const log = new EventEmitter();
const logger = createLogger({ name: 'test', level: 'warn', stream: { write: (line) => log.emit('line', line) } });
const JANE = userIdSchema.parse('usr_def456');
const WAIT = { waitMs: 10_000 };

function demoUser(number: number): UserId {
  return userIdSchema.parse(`usr_demo${String(number).padStart(3, '0')}`);
}

function answer(submission: Submission): string {
  if (submission.state === 'accepted') return 'accepted';
  return submission.outcome.status === 'rejected' ? submission.outcome.code : submission.outcome.status;
}

/** The same promises on every backend. */
function suite(redisUrl: string | undefined): void {
  let running: RunningWorker;
  let dataSource: DataSource;
  let worker: INestApplicationContext;
  let gateway: MembershipGateway;
  let queue: Queue;

  beforeAll(async () => {
    running = await startWorker({ env: { REDIS_URL: redisUrl }, logger });
    ({ app: worker, database: dataSource, gateway } = running);
    queue = worker.get(getQueueToken(MEMBERSHIP_QUEUE));
  });

  afterAll(() => running.close());

  beforeEach(() => dataSource.query('DELETE FROM department_members'));

  async function members(): Promise<string[]> {
    const rows: { user_id: string }[] = await dataSource.query(
      'SELECT user_id FROM department_members ORDER BY user_id',
    );
    return rows.map((row) => row.user_id);
  }

  it('tells at its start that it lives, and what waits on the queues and in the database', async () => {
    const reader = new ProcessSampleReader(dataSource);
    while ((await reader.liveProcesses()).length === 0);
    const idle = { waiting: 0, active: 0, delayed: 0, failed: 0, oldest_waiting_ms: null, oldest_failed_ms: null };
    expect(await reader.liveProcesses()).toMatchObject([
      {
        process_kind: 'worker',
        sample: {
          queues: { membership: idle, 'membership-bulk': idle },
          database: { accepted: 0, oldest_accepted_ms: null, replication_lag_ms: null },
          worker: { in_flight: 0 },
          pool: { total: expect.any(Number) },
        },
      },
    ]);
  });

  it('takes the jobs of every queue in the catalogue', async () => {
    const { checks } = worker.get(JobConsumers);
    expect(checks.map(({ name }) => name)).toEqual(['jobs']);
    for (const { check } of checks) await check();
  });

  it('adds a member and tells the caller', async () => {
    expect(await gateway.submit(addCommand(), WAIT)).toMatchObject({
      state: 'settled',
      outcome: { status: 'added', member: { user_id: JANE, full_name: 'Jane Smith', email: 'jane@company.com' } },
    });
    expect(await members()).toEqual([JANE]);
  });

  it('adds one user once when 200 ask for it at the same time', async () => {
    const answers = (await Promise.all(Array.from({ length: 200 }, () => gateway.submit(addCommand(), WAIT)))).map(
      answer,
    );
    expect(answers.filter((one) => one === 'added')).toHaveLength(1);
    expect(answers.filter((one) => one === 'DEPARTMENT_MEMBERSHIP_DUPLICATE')).toHaveLength(199);
    expect(await members()).toEqual([JANE]);
  });

  it('gives each caller of a batch its own answer', async () => {
    await gateway.submit(addCommand(), WAIT);
    const commands = [
      addCommand({ userId: demoUser(1) }),
      addCommand({ userId: userIdSchema.parse('usr_nobody') }),
      addCommand(),
      addCommand({ organizationId: organizationIdSchema.parse('org_foreign') }),
    ];
    const submissions = await Promise.all(commands.map((one) => gateway.submit(one, WAIT)));
    expect(submissions.map(answer)).toEqual([
      'added',
      'MEMBER_NOT_FOUND',
      'DEPARTMENT_MEMBERSHIP_DUPLICATE',
      'DEPARTMENT_NOT_FOUND',
    ]);
  });

  it('changes nothing and answers the same when a job is delivered twice', async () => {
    const commands = [
      addCommand(),
      addCommand({ userId: demoUser(2) }),
      addCommand({ userId: userIdSchema.parse('usr_nobody') }),
    ];
    const first = await Promise.all(commands.map((one) => gateway.submit(one, WAIT)));
    const again = await Promise.all(commands.map((one) => gateway.submit(one, WAIT)));
    expect(again).toEqual(first);
    expect(await members()).toHaveLength(2);
  });

  it('accepts a command whose time is up while the queue stands still, and carries it out later', async () => {
    await queue.pause();
    const add = addCommand();
    expect(await gateway.submit(add, { waitMs: 20 })).toEqual({ state: 'accepted', operationId: add.operationId });
    await queue.resume();
    expect(answer(await gateway.submit(add, WAIT))).toBe('added');
    expect(await members()).toEqual([JANE]);
  });

  it('carries out an accepted operation that no job brings', async () => {
    const { store } = running;
    const add = addCommand();
    await store.accept(add);
    await dataSource.query(`UPDATE operations SET relay_at = now() WHERE id = $1`, [add.operationId]);
    await settled(store, add);
    expect(await members()).toEqual([JANE]);
  });

  it('tells of operations that a newer version accepted, and leaves them as they are', async () => {
    const { store } = running;
    const newer = addCommand();
    const lines = on(log, 'line');
    await store.accept(newer);
    await dataSource.query(
      `UPDATE operations SET payload = payload || '{"kind":"member.lend"}', relay_at = now() WHERE id = $1`,
      [newer.operationId],
    );
    for await (const [line] of lines) {
      if (!line.includes('relay cannot read')) continue;
      expect(JSON.parse(line)).toMatchObject({ level: 'warn', operations: 1, operation_id: newer.operationId });
      break;
    }
    expect((await store.find(newer.organizationId, newer.operationId))?.state).toBe('accepted');
  });

  it('seals the audit of what it has changed', async () => {
    const add = addCommand();
    await gateway.submit(add, WAIT);
    await worker.get(AuditSealing).sealOnce();
    const rows = await dataSource.query(
      `SELECT FROM audit_events e JOIN audit_seals s ON s.organization_id = e.organization_id AND e.id > s.from_id
         AND e.id <= s.to_id WHERE e.operation_id = $1`,
      [add.operationId],
    );
    expect(rows).toHaveLength(1);
  });

  it('tells what it has changed in the feed of events, soon after', async () => {
    const add = addCommand();
    await gateway.submit(add, WAIT);
    const applied = performance.now();
    const positions = () =>
      dataSource.query(
        `SELECT f.position FROM feed_events f JOIN audit_events e ON e.id = f.event_id WHERE e.operation_id = $1`,
        [add.operationId],
      );
    while ((await positions()).length === 0) await delay(10);
    expect(await positions()).toHaveLength(1);
    // Within a second, or three on a slow machine.
    expect(performance.now() - applied).toBeLessThan(3_000);
  });

  it('warns of a job that fails and is tried again, and its caller gets the outcome all the same', async () => {
    const lines = on(log, 'line');
    await running.owner.query(`
      CREATE FUNCTION fail_once() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
        BEGIN
          IF nextval('failures') = 1 THEN RAISE foreign_key_violation; END IF;
          RETURN NEW;
        END $$;
      CREATE SEQUENCE failures;
      CREATE TRIGGER fail_once BEFORE INSERT ON department_members FOR EACH ROW EXECUTE FUNCTION fail_once()`);
    const add = addCommand();
    const outcome = await gateway.submit(add, WAIT);
    await running.owner.query('DROP FUNCTION fail_once CASCADE; DROP SEQUENCE failures');
    expect(answer(outcome)).toBe('added');
    for await (const [line] of lines) {
      if (!line.includes('job failed')) continue;
      expect(JSON.parse(line)).toMatchObject({ level: 'warn', msg: 'job failed, and is tried again' });
      break;
    }
  });

  it('dead-letters a job whose payload does not parse, with its reason', async () => {
    const lines = on(log, 'line');
    await queue.add(
      JOB_CATALOGUE['membership.apply'].name,
      { commands: 'none' },
      JOB_CATALOGUE['membership.apply'].options,
    );
    while ((await queue.getFailedCount()) === 0);
    const [job] = await queue.getFailed();
    expect(job?.failedReason).toContain('does not parse');
    for await (const [line] of lines) {
      if (!line.includes('job failed')) continue;
      expect(JSON.parse(line)).toMatchObject({ level: 'error', msg: 'job failed for good', job: job?.id });
      break;
    }
    await job?.remove();
  });
}

async function settled(store: OperationRepository, { operationId }: MembershipCommand): Promise<void> {
  while ((await store.read([operationId])).get(operationId)?.state !== 'settled') await new Promise(setImmediate);
}

describe('the way of an add, on Postgres', () => suite(undefined));

describeWithRedis('the way of an add, on Redis', (redisUrl) => suite(redisUrl && `${redisUrl}/1`));
