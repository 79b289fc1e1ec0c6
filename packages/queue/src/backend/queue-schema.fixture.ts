import { runMigrations } from 'bullmq';
import pg from 'pg';

/** Creates BullMQ's tables as BullMQ does. `migrate` of the database package also lets them store no events. */
export async function createQueueSchema(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await runMigrations(client, 'bullmq');
  } finally {
    await client.end();
  }
}
