import { rosterTarget } from '../contenders/roster-contender.js';
import type { LoadResult, Target } from '../load/load.js';
import { runLoad } from '../load/run-load.js';
import type { Options } from '../options.js';
import type { Progress } from '../progress.js';
import { medianLatency } from '../report/statistics.js';
import { queries, query } from '../stack/query.js';
import { addPeople, ORGANIZATION, type Stack } from '../stack/stack.js';
import { withRoster } from './with-roster.js';

export interface SizeResult {
  readonly connections: number;
  readonly small: { readonly members: number; readonly p50: number; readonly p99: number };
  readonly large: { readonly members: number; readonly p50: number; readonly p99: number };
}

const SMALL = 10;
const LARGE = 1_000_000;
const LARGE_QUICK = 20_000;
const CONNECTIONS = [1, 16];

/** The latency of an add to a small department and to a large one of the same database, in turns. */
export function measureDepartmentSize(stack: Stack, options: Options, progress: Progress): Promise<SizeResult[]> {
  return withRoster(stack, options, 'size', async ({ databaseUrl, target }) => {
    await fillDepartments(databaseUrl, stack, options, progress);
    const targetOf = (department: string) => rosterTarget(target.url, stack, department);
    const results: SizeResult[] = [];
    for (const connections of CONNECTIONS)
      results.push(await compareSizes(databaseUrl, targetOf, connections, options, progress));
    return results;
  });
}

/** A small department and a large one. Who is in them are others than those who will be added. */
export async function fillDepartments(
  databaseUrl: string,
  { people }: Stack,
  { quick }: Options,
  progress: Progress,
): Promise<void> {
  const large = largeSize(quick);
  progress.say(`size: fill a department with ${large.toLocaleString('en')} members`);
  await addPeople(databaseUrl, people + 1, people + large);
  await query(
    databaseUrl,
    `INSERT INTO departments (id, organization_id, name) VALUES ('${SMALL_DEPARTMENT}', $1, 'Small'), ('${LARGE_DEPARTMENT}', $1, 'Large')`,
    [ORGANIZATION],
  );
  await query(
    databaseUrl,
    `INSERT INTO department_members (department_id, user_id, organization_id, added_at, added_by)
     SELECT d.id, 'usr_b' || n, $1, now(), '${SEED}'
     FROM (VALUES ('${SMALL_DEPARTMENT}', $3::int), ('${LARGE_DEPARTMENT}', $4::int)) d (id, size),
          generate_series($2::int + 1, $2::int + d.size) n`,
    [ORGANIZATION, people, SMALL, large],
  );
}

export const SMALL_DEPARTMENT = 'dept_small1';
export const LARGE_DEPARTMENT = 'dept_large1';

function largeSize(quick: boolean): number {
  return quick ? LARGE_QUICK : LARGE;
}

/** Adds to the departments of `fillDepartments`, in turns. */
export async function compareSizes(
  databaseUrl: string,
  targetOf: (department: string) => Target,
  connections: number,
  options: Options,
  progress: Progress,
): Promise<SizeResult> {
  const small: LoadResult[] = [];
  const large: LoadResult[] = [];
  for (let round = 1; round <= options.rounds; round++) {
    for (const [department, rounds] of [
      [SMALL_DEPARTMENT, small],
      [LARGE_DEPARTMENT, large],
    ] as const) {
      progress.throwIfInterrupted();
      await queries(databaseUrl, RESET);
      const result = await runLoad(targetOf(department), { connections, seconds: options.seconds });
      if (result.refused + result.broken > 0) throw new Error(`${result.refused + result.broken} adds failed`);
      rounds.push(result);
    }
  }
  const figures = {
    connections,
    small: { members: SMALL, ...medianLatency(small) },
    large: { members: largeSize(options.quick), ...medianLatency(large) },
  };
  const [a, b] = [figures.small.p50, figures.large.p50];
  progress.say(`size  ${connections} connections  p50 ${a.toFixed(2)} ms and ${b.toFixed(2)} ms`);
  return figures;
}

const SEED = 'bench:seed';

const RESET = [
  'SET session_replication_role = replica',
  'TRUNCATE operations, operation_items, audit_events',
  `DELETE FROM department_members WHERE added_by <> '${SEED}'`,
  'VACUUM ANALYZE',
  'CHECKPOINT',
];
