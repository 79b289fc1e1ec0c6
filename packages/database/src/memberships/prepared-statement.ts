import type { ClientBase } from 'pg';
import type { EntityManager } from 'typeorm';

/** How often a connection has run prepared statements. */
const executions = new WeakMap<ClientBase, number>();

/** Executions between two plans: planning takes about half a millisecond, a 32nd part of which nobody notices. */
const USUAL_INTERVAL = 32;

/**
 * Runs a statement that Postgres parses once per connection and plans once for many executions, inside the transaction
 * of `tx`.
 *
 * A plan is made for tables of the size that they have at that moment. On an empty table every index costs the same,
 * and Postgres may take one that reads a whole department for each command: right then, and a hundred times too slow
 * some thousand rows later, until ANALYZE makes it plan anew. So plans are thrown away every 32 executions, and more
 * often while the connection is young. Behind a pooler the server's connection may be another one each time: there they
 * are thrown away as often, only not counted by plan.
 */
export async function runPrepared<Row>(
  tx: EntityManager,
  name: string,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  if (!tx.queryRunner) throw new Error('A prepared statement needs the connection of a transaction');
  const client: ClientBase = await tx.queryRunner.connect();
  const execution = (executions.get(client) ?? 0) + 1;
  executions.set(client, execution);
  if (isPlannedAnew(execution)) await client.query('DISCARD PLANS');
  const { rows } = await client.query({ name, text, values });
  return rows;
}

/** Before the executions 4, 8 and 16, and from then on before every 32nd. */
export function isPlannedAnew(execution: number): boolean {
  return execution < USUAL_INTERVAL ? [4, 8, 16].includes(execution) : execution % USUAL_INTERVAL === 0;
}
