import pg from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import type { SentStatement } from './recording-client.fixture.js';

/** What a statement did, as EXPLAIN ANALYZE tells it. */
export interface PlanReport {
  readonly indexes: readonly string[];
  /** Tables that were read from end to end. */
  readonly scanned: readonly string[];
  /** Rows that were looked at, those that were thrown away included, by table. */
  readonly read: Readonly<Record<string, number>>;
  /** Entries of indexes for which rows were fetched later, if at all, by index. */
  readonly gathered: Readonly<Record<string, number>>;
  readonly statements: number;
}

/** https://www.postgresql.org/docs/current/using-explain.html: rows are those of one loop on the average. */
interface PlanNode {
  readonly 'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly PlanNode[];
}

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

/** A partition and its indexes go by the names of the table and the indexes that they are part of. */
function underParents(node: PlanNode, parents: ReadonlyMap<string, string>): PlanNode {
  const named = { ...node };
  for (const key of ['Relation Name', 'Index Name'] as const) {
    const parent = parents.get(node[key] ?? '');
    if (parent !== undefined) named[key] = parent;
  }
  return named;
}

function reportOf(nodes: readonly PlanNode[], statements: number): PlanReport {
  const read: Record<string, number> = {};
  const gathered: Record<string, number> = {};
  for (const node of nodes) {
    const index = node['Node Type'] === 'Bitmap Index Scan' ? node['Index Name'] : undefined;
    if (index !== undefined)
      gathered[index] = (gathered[index] ?? 0) + Math.round(node['Actual Rows'] * node['Actual Loops']);
    const table = node['Relation Name'];
    if (table === undefined) continue;
    const removed = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
    read[table] = (read[table] ?? 0) + Math.round((node['Actual Rows'] + removed) * node['Actual Loops']);
  }
  const scans = nodes.filter((node) => node['Node Type'] === 'Seq Scan');
  return {
    indexes: [...new Set(nodes.flatMap((node) => node['Index Name'] ?? []))],
    scanned: scans.flatMap((node) => node['Relation Name'] ?? []),
    read,
    gathered,
    statements,
  };
}

/**
 * Carries statements out again, and tells what they do. They run on one connection, within the same transactions as before:
 * these may set how they are planned.
 */
export async function explain(dataSource: DataSource, statements: readonly SentStatement[]): Promise<PlanReport> {
  const partitions: { child: string; parent: string }[] = await dataSource.query(
    'SELECT inhrelid::regclass::text AS child, inhparent::regclass::text AS parent FROM pg_inherits',
  );
  const parents = new Map(partitions.map(({ child, parent }) => [child, parent]));
  const plans: PlanNode[] = [];
  const runner = dataSource.createQueryRunner();
  for (const statement of statements) {
    if (/^(START TRANSACTION|COMMIT|DISCARD)/.test(statement.text)) await runner.query(statement.text);
    else plans.push(await (statement.name ? explainPrepared(runner, statement) : explainOnce(runner, statement)));
  }
  await runner.release();
  const nodes = plans.flatMap(nodesOf).map((node) => underParents(node, parents));
  return reportOf(nodes, plans.length);
}

const EXPLAIN = 'EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON)';

async function explainOnce(runner: QueryRunner, { text, values }: SentStatement): Promise<PlanNode> {
  const [row] = await runner.query(`${EXPLAIN} ${text}`, values);
  return row['QUERY PLAN'][0].Plan;
}

/** By the plan that Postgres keeps, which does not know the values. */
async function explainPrepared(runner: QueryRunner, { text, values }: SentStatement): Promise<PlanNode> {
  const literals = values.map((value) => pg.escapeLiteral(value instanceof Date ? value.toISOString() : String(value)));
  await runner.query('SET plan_cache_mode = force_generic_plan');
  await runner.query(`PREPARE explained AS ${text}`);
  const [row] = await runner.query(`${EXPLAIN} EXECUTE explained (${literals.join(', ')})`);
  await runner.query('DEALLOCATE explained');
  await runner.query('RESET plan_cache_mode');
  return row['QUERY PLAN'][0].Plan;
}
