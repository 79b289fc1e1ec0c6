import { type DepartmentId, departmentIdSchema, type OrganizationId, type UserId, userIdSchema } from '@roster/domain';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from './data-source.js';
import { openTestDatabase } from './database.fixture.js';
import { TablePartitions } from './partitions/table-partitions.js';
import { LARGE_TENANT, largeTenant } from './seeding/large-tenant.js';
import { seedLarge } from './seeding/seed-large.js';

/** A fifth of what the operator's command makes, and enough for the planner to tell a good way from a bad one. */
export const SIZE = {
  people: LARGE_TENANT.people / 5,
  departments: LARGE_TENANT.departments / 5,
  memberships: LARGE_TENANT.memberships / 5,
};
const NEIGHBOUR = { people: SIZE.people / 4, departments: SIZE.departments / 4, memberships: SIZE.memberships / 4 };
/** One of the many tenants that have little to search in. */
export const SMALL_TENANT = { people: 200, departments: 20, memberships: 400 };
const SEED = 1;

/** What a statement did, as EXPLAIN ANALYZE tells it. */
interface PlanReport {
  readonly indexes: readonly string[];
  /** Tables that were read from end to end. */
  readonly scanned: readonly string[];
  /** Rows that were looked at, those that were thrown away included, by table. */
  readonly read: Readonly<Record<string, number>>;
  /** Entries of indexes for which rows were fetched later, if at all, by index. */
  readonly gathered: Readonly<Record<string, number>>;
  readonly statements: number;
}

export interface LargeDatabase {
  readonly organizationId: OrganizationId;
  /** `SMALL_TENANT`, and the department at its top. */
  readonly small: { readonly organizationId: OrganizationId; readonly departmentId: DepartmentId };
  /** The connection whose statements `explain` looks at. */
  readonly dataSource: DataSource;
  /** As the owner, who may renew statistics. */
  readonly owner: DataSource;
  department(number: number): DepartmentId;
  person(number: number): UserId;
  key(number: number): string;
  /** Runs something, and then each of its statements again to see what it does. */
  explain(run: () => Promise<unknown>): Promise<PlanReport>;
  close(): Promise<void>;
}

/** A large tenant beside two others, with statistics. */
export async function openLargeDatabase(): Promise<LargeDatabase> {
  const database = await openTestDatabase();
  const { organizationId, tag } = largeTenant(SIZE, SEED);
  const small = largeTenant(SMALL_TENANT, SEED);
  await seedLarge(database.owner, { ...NEIGHBOUR, seed: SEED + 1, name: 'Neighbour' });
  await seedLarge(database.owner, { ...SMALL_TENANT, seed: SEED, name: 'Small' });
  await database.owner.query(
    `UPDATE table_partitions SET made_at = '2000-01-01', opened_at = opened_at - interval '40 days'`,
  );
  await new TablePartitions(database.owner).keep();
  await seedLarge(database.owner, { ...SIZE, seed: SEED, name: 'Large' });
  const partitions: { child: string; parent: string }[] = await database.owner.query(
    'SELECT inhrelid::regclass::text AS child, inhparent::regclass::text AS parent FROM pg_inherits',
  );
  const parents = new Map(partitions.map(({ child, parent }) => [child, parent]));

  let heard: { text: string; values: unknown[] }[] = [];
  const silent = () => {};
  const dataSource = new DataSource({
    ...dataSourceOptions(database.url, { poolSize: 2 }),
    logging: ['query'],
    logger: {
      logQuery: (text, values) => void heard.push({ text, values: Array.isArray(values) ? values : [] }),
      ...{ logQueryError: silent, logQuerySlow: silent, logSchemaBuild: silent, logMigration: silent, log: silent },
    },
  });
  await dataSource.initialize();

  return {
    organizationId,
    small: { organizationId: small.organizationId, departmentId: departmentOf(small.tag, 1) },
    dataSource,
    owner: database.owner,
    department: (number) => departmentOf(tag, number),
    person: (number) => userIdSchema.parse(`usr_${tag}${String(number).padStart(7, '0')}`),
    key: (number) => `key_${tag}${String(number).padStart(3, '0')}`,
    async explain(run) {
      heard = [];
      await run();
      const plans: PlanNode[] = [];
      // On one connection, within the same transactions as before: these may set how they are planned.
      const runner = dataSource.createQueryRunner();
      // A copy: what is sent from here on is heard, too.
      for (const { text, values } of [...heard]) {
        if (/^(START TRANSACTION|COMMIT)/.test(text)) {
          await runner.query(text);
          continue;
        }
        const [row] = await runner.query(`EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${text}`, values);
        plans.push(row['QUERY PLAN'][0].Plan);
      }
      await runner.release();
      const nodes = plans.flatMap(nodesOf).map((node) => underParents(node, parents));
      return reportOf(nodes, plans.length);
    },
    async close() {
      await dataSource.destroy();
      await database.close();
    },
  };
}

function departmentOf(tag: string, number: number): DepartmentId {
  return departmentIdSchema.parse(`dept_${tag}${String(number).padStart(6, '0')}`);
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
