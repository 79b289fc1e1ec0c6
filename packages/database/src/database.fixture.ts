import { randomBytes } from 'node:crypto';
import {
  type BulkAdd,
  type BulkItem,
  type DepartmentId,
  departmentIdSchema,
  type MembershipCommand,
  type OperationId,
  organizationIdSchema,
  userIdSchema,
} from '@roster/domain';
import {
  addCommand,
  bulkAdd as bulkAddOf,
  createMigratedDatabase,
  dropDatabase,
  testDatabaseUrl,
} from '@roster/local-stack';
import type { DataSource } from 'typeorm';
import { createDataSource } from './data-source.js';
import { migrate } from './migrate.js';
import { cancelOperation } from './operations/cancel-operation.js';
import { seedDemo } from './seeding/seed-demo.js';

export const ORGANIZATION = organizationIdSchema.parse('org_xyz789');
export const DEPARTMENT = departmentIdSchema.parse('dept_abc123');
export const OTHER_DEPARTMENT = departmentIdSchema.parse('dept_plat01');
export const JANE = userIdSchema.parse('usr_def456');

export interface TestDatabase {
  /** As the role that processes run as. */
  readonly url: string;
  readonly ownerUrl: string;
  /** As the role that processes run as. */
  readonly dataSource: DataSource;
  /** As the owner, for what no process may do. */
  readonly owner: DataSource;
  close(): Promise<void>;
}

/** A database of its own for one file, migrated and with the demo organization in it. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const name = `database_${randomBytes(6).toString('hex')}`;
  const { url, ownerUrl } = await createMigratedDatabase(name, migrate);
  await seedDemo(url);
  const dataSource = createDataSource(url, { poolSize: 20 });
  await dataSource.initialize();
  const owner = await createDataSource(ownerUrl, { poolSize: 2 }).initialize();
  return {
    url,
    ownerUrl,
    dataSource,
    owner,
    async close() {
      await owner.destroy();
      await dataSource.destroy();
      await dropDatabase(testDatabaseUrl(), name);
    },
  };
}

export function person(number: number) {
  return userIdSchema.parse(`usr_demo${String(number).padStart(3, '0')}`);
}

const SUBMITTED_AT = '2026-01-02T03:04:05.678Z';

export function command(change: Partial<MembershipCommand> = {}): MembershipCommand {
  return addCommand({ submittedAt: SUBMITTED_AT, ...change });
}

export function bulkAdd(change: Partial<BulkAdd> = {}): BulkAdd {
  return bulkAddOf({ submittedAt: SUBMITTED_AT, ...change });
}

/** Cancels an operation, as the caller of a command would. */
export function cancel(dataSource: DataSource, operationId: OperationId) {
  return dataSource.transaction((tx) => cancelOperation(tx, command(), ORGANIZATION, operationId));
}

/** Items as a list of ids makes them; what has an @ in it is an e-mail address. */
export function bulkItems(...whom: readonly string[]): BulkItem[] {
  return whom.map((who) =>
    who.includes('@')
      ? { line: null, userId: null, email: who }
      : { line: null, userId: userIdSchema.parse(who), email: null },
  );
}

export interface Facts {
  readonly members: number;
  readonly audited: number;
  readonly operations: number;
}

/** What the database holds of one department; a test reads it before and after. */
export async function facts(dataSource: DataSource, departmentId: DepartmentId = DEPARTMENT): Promise<Facts> {
  const [row]: [Facts] = await dataSource.query(
    `SELECT (SELECT count(*)::int FROM department_members WHERE department_id = $1) AS members,
            (SELECT count(*)::int FROM audit_events WHERE department_id = $1) AS audited,
            (SELECT count(*)::int FROM operations WHERE department_id = $1) AS operations`,
    [departmentId],
  );
  return row;
}

/** Resolves once some backend waits for a lock. */
export async function lockWaiter({ owner }: TestDatabase): Promise<void> {
  for (;;) {
    const waiting = await owner.query(
      `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
    );
    if (waiting.length > 0) return;
  }
}
