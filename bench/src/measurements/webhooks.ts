import { createDataSource } from '@roster/database';
import { hang, WEBHOOK_KEY, WEBHOOK_NETWORKS, WebhookReceiver } from '@roster/testing';
import type { DataSource } from 'typeorm';
import { THIS_BUILD } from '../builds/build.js';
import type { Options } from '../options.js';
import type { Progress } from '../progress.js';
import { median } from '../report/statistics.js';
import { startService } from '../stack/service.js';
import { ORGANIZATION, type Stack } from '../stack/stack.js';

/** Webhooks per second that reach an endpoint, medians of the rounds. */
export interface WebhookResult {
  readonly alone: number;
  readonly besideDead: number;
  /** The second by the first, the median of the rounds. */
  readonly ratio: number;
}

const EVENTS = 3_000;
const EVENTS_QUICK = 500;

/** More than the worker sends at a time to one endpoint. */
export const WEBHOOK_DEPARTMENTS = 16;

/**
 * What an endpoint that never answers costs another one of the same organization, in turns with it and without. One worker
 * sends to both.
 */
export async function measureWebhooks(stack: Stack, options: Options, progress: Progress): Promise<WebhookResult> {
  const databaseUrl = await stack.database('webhooks');
  const worker = await startService('worker', {
    DATABASE_URL: THIS_BUILD.runningUrlOf(databaseUrl),
    REDIS_URL: stack.redis ? stack.redisUrl(0) : undefined,
    WEBHOOK_ENCRYPTION_KEY: WEBHOOK_KEY,
    WEBHOOK_ALLOWED_NETWORKS: WEBHOOK_NETWORKS,
  });
  const database = await createDataSource(databaseUrl, { poolSize: 2 }).initialize();
  try {
    return await measure(database, options, progress);
  } finally {
    await database.destroy();
    await worker.stop();
    await stack.dropDatabase(databaseUrl);
  }
}

async function measure(database: DataSource, options: Options, progress: Progress): Promise<WebhookResult> {
  const events = options.quick ? EVENTS_QUICK : EVENTS;
  const alone: number[] = [];
  const besideDead: number[] = [];
  const turns = [
    async () => alone.push(await deliver(database, events)),
    async () => besideDead.push(await deliverBesideDead(database, events)),
  ];
  for (let round = 1; round <= options.rounds; round++) {
    for (const turn of round % 2 === 0 ? [...turns].reverse() : turns) {
      progress.throwIfInterrupted();
      await turn();
    }
    const [a, b] = [alone.at(-1)?.toFixed(0), besideDead.at(-1)?.toFixed(0)];
    progress.say(`webhooks  round ${round}/${options.rounds}  ${a} webhooks/s, beside a dead endpoint ${b}`);
  }
  const ratios = besideDead.map((perSecond, round) => perSecond / (alone[round] ?? Number.NaN));
  return { alone: median(alone), besideDead: median(besideDead), ratio: median(ratios) };
}

async function deliverBesideDead(database: DataSource, events: number): Promise<number> {
  const dead = await WebhookReceiver.open();
  dead.answer = hang;
  await dead.subscribe(database, ORGANIZATION);
  try {
    return await deliver(database, events);
  } finally {
    await dead.close();
  }
}

/** Webhooks per second from the first to the last. All endpoints are deleted afterwards. */
async function deliver(database: DataSource, events: number): Promise<number> {
  const receiver = await WebhookReceiver.open();
  await receiver.subscribe(database, ORGANIZATION);
  try {
    await makeEvents(database, events);
    await receiver.until(() => receiver.accepted.length > 0);
    const [before, began] = [receiver.accepted.length, performance.now()];
    await receiver.until(() => receiver.accepted.length >= events);
    return (events - before) / ((performance.now() - began) / 1_000);
  } finally {
    await database.query('DELETE FROM webhook_endpoints');
    await receiver.close();
  }
}

function makeEvents(database: DataSource, events: number): Promise<unknown> {
  return database.query(
    `INSERT INTO audit_events (organization_id, occurred_at, action, department_id, user_id, channel, actor_type, actor_id,
       trace_id)
     SELECT $1, now(), 'member.add', 'dept_bench' || n % $3, 'usr_b' || n, 'rest', 'user', 'usr_bench', repeat('0', 32)
     FROM generate_series(1, $2::int) n`,
    [ORGANIZATION, events, WEBHOOK_DEPARTMENTS],
  );
}
