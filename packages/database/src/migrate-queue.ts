import type { ClientBase } from 'pg';
import type { DataSource } from 'typeorm';
import { QUEUE_SCHEMA } from './sessions/running-role.js';

/** The queues by their names in BullMQ. It counts the jobs of each in a sequence, which it would create with the first. */
const QUEUES = ['membership', 'membership-bulk', 'webhooks'];

/**
 * BullMQ would store five events for each job and send a NOTIFY for each, which wakes every connection that listens, on
 * any channel. Nothing reads them: see docs/adr/0002-reply-bus.md.
 */
const STORE_NO_EVENTS = [
  `CREATE OR REPLACE FUNCTION ${QUEUE_SCHEMA}.publish_event(p_queue text, p_event text, p_data jsonb) RETURNS bigint
   IMMUTABLE LANGUAGE sql AS 'SELECT 0::bigint'`,
  // Jobs that are added in bulk insert their events without that function.
  `CREATE OR REPLACE FUNCTION ${QUEUE_SCHEMA}.store_no_event() RETURNS trigger
   LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`,
  // CREATE TRIGGER locks the table, also when it replaces a trigger.
  `DO $$ BEGIN
     IF NOT EXISTS (SELECT FROM pg_trigger
                    WHERE tgrelid = '${QUEUE_SCHEMA}.event'::regclass AND tgname = 'store_no_event') THEN
       CREATE TRIGGER store_no_event BEFORE INSERT ON ${QUEUE_SCHEMA}.event
       FOR EACH ROW EXECUTE FUNCTION ${QUEUE_SCHEMA}.store_no_event();
     END IF;
   END $$`,
  `DELETE FROM ${QUEUE_SCHEMA}.event`,
];

/**
 * BullMQ's own migrations. Processes check its schema and do not change it: they may define nothing. It is there also
 * while the queue is on Redis, so that nothing has to be migrated when the queue moves.
 */
export async function migrateQueue(dataSource: DataSource): Promise<void> {
  const { runMigrations } = await import('bullmq');
  const runner = dataSource.createQueryRunner();
  try {
    const client: ClientBase = await runner.connect();
    // BullMQ begins its transaction itself. The connection is used for nothing else after this.
    await client.query('SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0');
    await runMigrations(client, QUEUE_SCHEMA);
    for (const statement of STORE_NO_EVENTS) await client.query(statement);
    await client.query(
      `DO $$ BEGIN
         EXECUTE (SELECT string_agg(format('CREATE SEQUENCE IF NOT EXISTS ${QUEUE_SCHEMA}.%I', name), ';')
                  FROM unnest(ARRAY['${QUEUES.join("', '")}']) AS queue, ${QUEUE_SCHEMA}.job_id_seq_name(queue) AS name);
       END $$`,
    );
  } finally {
    await runner.release();
  }
}
