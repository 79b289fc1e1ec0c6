import type { OrganizationId } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { postgresError } from '../postgres-error.js';
import { FAMILY_BEGINNINGS, FAMILY_ENDS, GIVEN_NAMES, INTEGRATIONS } from './invented-names.js';
import { type LargeTenant, type LargeTenantSize, largeTenant, planDepartments } from './large-tenant.js';
import {
  COUNT_ROWS,
  MAKE_DEPARTMENTS,
  MAKE_KEYS,
  MAKE_MEMBERSHIPS,
  MAKE_ORGANIZATION,
  MAKE_PEOPLE,
} from './seeding-statements.js';

export type SeedingPhase = 'people' | 'departments' | 'memberships' | 'statistics';

export interface LargeTenantContents {
  readonly people: number;
  readonly departments: number;
  readonly memberships: number;
  readonly keys: number;
  readonly audit_events: number;
}

interface SeedLargeOptions extends LargeTenantSize {
  /** The same seed and size are always the same tenant. */
  readonly seed: number;
  readonly name: string;
  readonly onProgress?: (phase: SeedingPhase, done: number, total: number) => void;
  /** On abort the current transaction is finished and the rest is left undone. */
  readonly signal?: AbortSignal | undefined;
}

const CHUNK = 5_000;
const STATISTICS = ['organization_members', 'departments', 'department_members', 'api_keys', 'audit_events'];

/**
 * Creates a large tenant, a few thousand rows per transaction, or continues one that was interrupted. Returns what is
 * there, and whether it is complete.
 */
export async function seedLarge(
  dataSource: DataSource,
  { seed, name, onProgress = () => {}, signal, ...size }: SeedLargeOptions,
): Promise<{ organizationId: OrganizationId; complete: boolean; contents: LargeTenantContents }> {
  const tenant = largeTenant(size, seed);
  const { organizationId, tag } = tenant;
  await dataSource.query(MAKE_ORGANIZATION, [organizationId, tag, name]);
  await dataSource.query(MAKE_KEYS, [organizationId, tag, INTEGRATIONS]);
  for (const [phase, make] of phasesOf(tenant, name)) {
    const total = phase === 'statistics' ? STATISTICS.length : tenant[phase];
    onProgress(phase, 0, total);
    for (let done = 0; done < total && !signal?.aborted; ) {
      const next = phase === 'statistics' ? done + 1 : Math.min(done + CHUNK, total);
      await make(dataSource, done, next);
      done = next;
      onProgress(phase, done, total);
    }
  }
  const [contents]: [LargeTenantContents] = await dataSource.query(COUNT_ROWS, [organizationId]);
  return { organizationId, complete: signal?.aborted !== true, contents };
}

/** Creates the rows of a range of numbers: from the first (0 or more) up to, not including, the second. */
type Make = (dataSource: DataSource, from: number, to: number) => Promise<unknown>;

function phasesOf(tenant: LargeTenant, name: string): [SeedingPhase, Make][] {
  const { organizationId, tag, people, departments, memberships } = tenant;
  const planned = planDepartments(tenant, name);
  const names = [GIVEN_NAMES, FAMILY_BEGINNINGS, FAMILY_ENDS];
  const everyone = departments > 1 && memberships >= 2 * people;
  return [
    ['people', (db, from, to) => db.query(MAKE_PEOPLE, [organizationId, tag, from + 1, to, people, ...names])],
    [
      'departments',
      (db, from, to) => {
        const part = planned.slice(from, to);
        const columns = (['number', 'parent', 'name', 'manager'] as const).map((key) => part.map((row) => row[key]));
        return db.query(MAKE_DEPARTMENTS, [organizationId, tag, ...columns, departments]);
      },
    ],
    [
      'memberships',
      (db, from, to) =>
        db.query(MAKE_MEMBERSHIPS, [organizationId, tag, from, to - 1, people, departments, memberships, everyone]),
    ],
    ['statistics', (db, from) => analyze(db, STATISTICS[from] ?? '')],
  ];
}

const QUERY_CANCELED = '57014';

/**
 * Plans need statistics, which autovacuum would gather only some minutes later. VACUUM cannot run in a transaction and has
 * no more time than other statements: if that is not enough, autovacuum does it.
 */
async function analyze(dataSource: DataSource, table: string): Promise<void> {
  await dataSource.query(`ANALYZE ${table}`);
  try {
    await dataSource.query(`VACUUM ${table}`);
  } catch (error) {
    if (postgresError(error).code !== QUERY_CANCELED) throw error;
  }
}
