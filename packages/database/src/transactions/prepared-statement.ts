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
 * Runs a statement that Postgres parses once per connection and plans once for many executions, be it in a transaction or
 * on one connection without.
 *
 * Plans fit the size that the tables have when they are made. On an empty table every index costs the same, and Postgres
 * may choose one that reads a whole department for each command: fine then, and a hundred times too slow some thousand
 * rows later, until ANALYZE makes it plan again. So plans are discarded every 32 executions, and more often on a new
 * connection. Behind a pooler the server's connection may change: plans are discarded as often there, but not evenly.
 *
 * @throws Error when `tx` has no connection of its own: the statement would run outside of the caller's transaction
 */
export async function runPrepared<Row>(
  { queryRunner }: EntityManager,
  name: string,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  if (!queryRunner) throw new Error('A prepared statement needs a connection of its own');
  const client: ClientBase = await queryRunner.connect();
  const execution = (executions.get(client) ?? 0) + 1;
  executions.set(client, execution);
  if (isReplanned(execution)) await client.query('DISCARD PLANS');
  const { rows } = await client.query({ name, text, values });
  return rows;
}

/** The same for a read: on any connection when `tx` has none of its own. */
export function readPrepared<Row>(tx: EntityManager, name: string, text: string, values: unknown[]): Promise<Row[]> {
  const read = (connection: EntityManager) => runPrepared<Row>(connection, name, text, values);
  return tx.queryRunner ? read(tx) : onOneConnection(tx.dataSource, read);
}

/** Before the executions 4, 8 and 16, and from then on before every 32nd. */
export function isReplanned(execution: number): boolean {
  return execution < USUAL_INTERVAL ? [4, 8, 16].includes(execution) : execution % USUAL_INTERVAL === 0;
}
