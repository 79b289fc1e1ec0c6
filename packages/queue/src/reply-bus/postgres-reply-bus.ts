import { type OperationId, type OperationResult, type OperationStore, operationIdSchema } from '@roster/domain';
import pg from 'pg';
import type { QueueLogger } from '../logger.js';
import type { ReplyListener, ReplyPublisher, ReplySubscription } from './reply-bus.js';

/** A NOTIFY payload is shorter than 8,000 bytes (PostgreSQL, "NOTIFY"); an id with its comma takes 36 to 68. */
const IDS_PER_MESSAGE = 100;
const RECONNECT_MS = 250;

function channel(replyTo: string): string {
  return `reply_${replyTo}`;
}

/** Replies over NOTIFY carry the ids only: outcomes may be larger than a payload may be. */
export function postgresReplyPublisher(databaseUrl: string, logger: QueueLogger): ReplyPublisher {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 1,
    application_name: 'roster-replies',
    keepAlive: true,
  });
  pool.on('error', (error) => logger.warn({ error: error.message }, 'reply connection'));
  return {
    async publish(replyTo: string, results: readonly OperationResult[]): Promise<void> {
      const ids = results.map(({ operationId }) => operationId);
      for (let start = 0; start < ids.length; start += IDS_PER_MESSAGE) {
        const payload = ids.slice(start, start + IDS_PER_MESSAGE).join(',');
        await pool.query({ name: 'reply', text: 'SELECT pg_notify($1, $2)', values: [channel(replyTo), payload] });
      }
    },
    close: () => pool.end(),
  };
}

/** Listens on a connection of its own; when that breaks, it is made anew and the listener is told. */
export async function subscribePostgresReplies(
  databaseUrl: string,
  replyTo: string,
  listener: ReplyListener,
  store: Pick<OperationStore, 'read'>,
  logger: QueueLogger,
): Promise<ReplySubscription> {
  let closed = false;
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;

  async function readAndTell(ids: readonly OperationId[]): Promise<void> {
    const readings = await store.read(ids);
    const settled = [...readings.values()].filter((reading) => reading.state === 'settled');
    listener.settled(settled.map(({ result }) => result));
  }

  async function listen(): Promise<void> {
    const next = new pg.Client({ connectionString: databaseUrl, application_name: 'roster-replies', keepAlive: true });
    next.on('error', (error) => logger.warn({ error: error.message }, 'reply connection'));
    next.on('notification', ({ payload }) => {
      const ids = (payload ?? '').split(',').map((id) => operationIdSchema.parse(id));
      void readAndTell(ids).catch((error: Error) => logger.warn({ error: error.message }, 'read replied operations'));
    });
    await next.connect();
    // The name comes from us and holds letters and digits only, but LISTEN takes no parameters.
    await next.query(`LISTEN ${pg.escapeIdentifier(channel(replyTo))}`);
    // From here on a lost connection is made anew; one that never listened is retried by whoever asked for it.
    client = next;
    next.on('end', reconnect);
  }

  function reconnect(): void {
    if (closed) return;
    clearTimeout(retry);
    retry = setTimeout(() => {
      listen().then(
        () => (closed ? client?.end() : listener.interrupted()),
        (error: Error) => {
          logger.warn({ error: error.message }, 'listen for replies');
          reconnect();
        },
      );
    }, RECONNECT_MS);
  }

  await listen();
  return {
    async close(): Promise<void> {
      closed = true;
      clearTimeout(retry);
      await client?.end().catch(() => undefined);
    },
  };
}
