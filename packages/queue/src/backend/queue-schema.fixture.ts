import { runMigrations } from 'bullmq';
import pg from 'pg';

/** Creates BullMQ's tables, as `migrate` of the database package does before processes start. */
export async function createQueueSchema(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await runMigrations(client, 'bullmq');
  } finally {
    await client.end();
  }
}
