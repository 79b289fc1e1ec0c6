import { type DepartmentId, departmentIdSchema, type OrganizationId, type UserId, userIdSchema } from '@roster/domain';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../data-source.js';
import { openTestDatabase } from '../database.fixture.js';
import { TablePartitions } from '../partitions/table-partitions.js';
import { LARGE_TENANT, largeTenant } from '../seeding/large-tenant.js';
import { seedLarge } from '../seeding/seed-large.js';
import { explain, type PlanReport } from './plan-report.fixture.js';
import { recordingClient, type SentStatement } from './recording-client.fixture.js';

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

/** A key that made one event in 200, all over the audit. */
export const SELDOM_KEY = 'key_seldom';
const MAKE_SELDOM_KEY = `
  CREATE FUNCTION seldom_key() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN NEW.actor_id := '${SELDOM_KEY}'; RETURN NEW; END $$;
  CREATE TRIGGER seldom_key BEFORE INSERT ON audit_events FOR EACH ROW WHEN (NEW.id % 200 = 0)
    EXECUTE FUNCTION seldom_key()`;

/** The numbers of departments: above all others, with everybody in it, above a part of the others, with few members. */
export const ROOT = 1;
export const EVERYONE = 2;
export const BRANCH = 3;
export const SMALL = 600;

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
  await database.owner.query(MAKE_SELDOM_KEY);
  await seedLarge(database.owner, { ...NEIGHBOUR, seed: SEED + 1, name: 'Neighbour' });
  await seedLarge(database.owner, { ...SMALL_TENANT, seed: SEED, name: 'Small' });
  await database.owner.query(
    `UPDATE table_partitions SET made_at = '2000-01-01', opened_at = opened_at - interval '40 days'`,
  );
  await new TablePartitions(database.owner).keep();
  await seedLarge(database.owner, { ...SIZE, seed: SEED, name: 'Large' });

  let sent: SentStatement[] = [];
  const options = dataSourceOptions(database.url, { poolSize: 2 });
  const dataSource = new DataSource({
    ...options,
    extra: { ...options.extra, Client: recordingClient((statement) => sent.push(statement)) },
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
      sent = [];
      await run();
      return explain(dataSource, [...sent]);
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
