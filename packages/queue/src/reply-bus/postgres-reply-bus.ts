import { PostgresClient, postgresPoolOptions } from '@roster/connections';
import { type OperationId, type OperationResult, operationIdSchema } from '@roster/domain';
import pg from 'pg';
import { z } from 'zod';
import type { QueueLogger } from '../logger.js';
import { type ReplyListener, type ReplyPublisher, type ReplySubscription, takesOutcomes } from './reply-bus.js';
import { receiveReply, replyMessageSchema } from './reply-message.js';
import { type ReplyTransport, type SubscriptionTimes, SupervisedSubscription } from './supervised-subscription.js';

/** A NOTIFY payload is shorter than 8,000 bytes (PostgreSQL, "NOTIFY"). */
const MAX_PAYLOAD_BYTES = 7_999;

/** An ID with its comma takes 36 to 68 bytes. */
const IDS_PER_MESSAGE = 100;

const idsSchema = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(operationIdSchema));

function channel(replyTo: string): string {
  return `reply_${replyTo}`;
}

/** Callers wait for the replies, so none of these connections may wait for long. */
const CONNECT_MS = 2_000;
const QUERY_MS = 5_000;
const APPLICATION_NAME = 'roster-replies';

function openPool(databaseUrl: string, logger: QueueLogger): pg.Pool {
  const options = postgresPoolOptions(databaseUrl, {
    max: 1,
    acquireTimeoutMs: CONNECT_MS,
    applicationName: APPLICATION_NAME,
    silenceTimeoutMs: QUERY_MS,
  });
  const pool = new pg.Pool(options);
  pool.on('error', (error) => logger.warn({ error: error.message }, 'reply connection'));
  return pool;
}

async function notify(pool: pg.Pool, replyTo: string, payloads: readonly string[]): Promise<void> {
  const text = 'SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS payload';
  await pool.query({ name: 'reply', text, values: [channel(replyTo), payloads] });
}

/** The results in as few messages as they fit in. A result that is too large for one goes as its ID. */
export function payloadsOf(results: readonly OperationResult[]): string[] {
  const tooLarge: OperationId[] = [];
  const payloads: string[][] = [];
  let room = 0;
  for (const result of results) {
    const json = JSON.stringify(result);
    // With its comma, or the bracket that ends the message.
    const bytes = Buffer.byteLength(json) + 1;
    if (bytes >= MAX_PAYLOAD_BYTES) {
      tooLarge.push(result.operationId);
      continue;
    }
    if (bytes > room) {
      payloads.push([]);
      room = MAX_PAYLOAD_BYTES - 1;
    }
    payloads.at(-1)?.push(json);
    room -= bytes;
  }
  return [...payloads.map((jsons) => `[${jsons.join(',')}]`), ...idPayloadsOf(tooLarge)];
}

function idPayloadsOf(ids: readonly OperationId[]): string[] {
  const payloads: string[] = [];
  for (let start = 0; start < ids.length; start += IDS_PER_MESSAGE)
    payloads.push(ids.slice(start, start + IDS_PER_MESSAGE).join(','));
  return payloads;
}

/** Replies over NOTIFY, all of a batch for one gateway in one statement. */
export function postgresReplyPublisher(databaseUrl: string, logger: QueueLogger): ReplyPublisher {
  const pool = openPool(databaseUrl, logger);
  return {
    async publish(replyTo: string, results: readonly OperationResult[]): Promise<void> {
      const payloads = takesOutcomes(replyTo)
        ? payloadsOf(results)
        : idPayloadsOf(results.map(({ operationId }) => operationId));
      await notify(pool, replyTo, payloads);
    },
    close: () => pool.end(),
  };
}

/** Listens on one connection and sends its heartbeats over another, as workers send replies. */
export async function subscribePostgresReplies(
  databaseUrl: string,
  replyTo: string,
  listener: ReplyListener,
  logger: QueueLogger,
  times?: Partial<SubscriptionTimes>,
): Promise<ReplySubscription> {
  const sender = openPool(databaseUrl, logger);
  const transport: ReplyTransport = {
    open(events) {
      const client = new PostgresClient({
        connectionString: databaseUrl,
        application_name: APPLICATION_NAME,
        connectionTimeoutMillis: CONNECT_MS,
        silenceTimeoutMs: QUERY_MS,
      });
      client.on('error', (error) => events.lost(error.message));
      client.on('end', () => events.lost('the connection was closed'));
      client.on('notification', ({ payload }) => events.message(payload ?? ''));
      return {
        listening: listen(client, replyTo),
        beat: (heartbeat) => notify(sender, replyTo, [heartbeat]),
        drop: () => client.destroy(),
      };
    },
    received: (text) =>
      text.startsWith('[')
        ? receiveReply(replyMessageSchema, text, logger, (results) => listener.settled(results))
        : receiveReply(idsSchema, text, logger, (ids) => listener.lookUp(ids)),
    close: () => sender.end(),
  };
  return SupervisedSubscription.start(transport, listener, logger, times);
}

async function listen(client: pg.Client, replyTo: string): Promise<void> {
  await client.connect();
  // LISTEN takes no parameters.
  await client.query(`LISTEN ${pg.escapeIdentifier(channel(replyTo))}`);
}
