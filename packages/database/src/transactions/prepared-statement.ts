import type { ClientBase } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';

/** Runs `work` on one connection without a transaction, so that each of its statements commits by itself. */
export async function onOneConnection<Result>(
  dataSource: DataSource,
  work: (connection: EntityManager) => Promise<Result>,
): Promise<Result> {
  const runner = dataSource.createQueryRunner();
  try {
    return await work(runner.manager);
  } finally {
    await runner.release();
  }
}

/** How many prepared statements a connection has run. */
const executions = new WeakMap<ClientBase, number>();

/** Executions per plan: new plans then take some 3 % of the time of a batch of one command, see ADR 7. */
const USUAL_INTERVAL = 32;

/**
 * Runs a statement that Postgres parses once per connection and plans once for many executions: on the connection of `tx`,
 * or on any when it has none of its own.
 *
 * Plans fit the size that the tables have when they are made. On an empty table every index costs the same, and Postgres
 * may choose one that reads a whole department for each command: fine then, and a hundred times too slow some thousand
 * rows later, until ANALYZE makes it plan again. So plans are discarded every 32 executions, and more often on a new
 * connection. Behind a pooler the server's connection may change: plans are discarded as often there, but not evenly.
 */
export async function runPrepared<Row>(
  tx: EntityManager,
  name: string,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  if (!tx.queryRunner)
    return onOneConnection(tx.dataSource, (connection) => runPrepared(connection, name, text, values));
  const client: ClientBase = await tx.queryRunner.connect();
  const execution = (executions.get(client) ?? 0) + 1;
  executions.set(client, execution);
  if (isReplanned(execution)) await client.query('DISCARD PLANS');
  const { rows } = await client.query({ name, text, values });
  return rows;
}

/** Before the executions 4, 8 and 16, and from then on before every 32nd. */
export function isReplanned(execution: number): boolean {
  return execution < USUAL_INTERVAL ? [4, 8, 16].includes(execution) : execution % USUAL_INTERVAL === 0;
}
