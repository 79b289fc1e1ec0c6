import { rosterTarget } from '../contenders/roster-target.js';
import type { LoadResult } from '../load/load.js';
import { runLoad } from '../load/run-load.js';
import type { Options } from '../options.js';
import type { Progress } from '../progress.js';
import { quantile } from '../report/statistics.js';
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
  const largeSize = options.quick ? LARGE_QUICK : LARGE;
  return withRoster(stack, 'size', async ({ databaseUrl, target }) => {
    progress.say(`size: fill a department with ${largeSize.toLocaleString('en')} members`);
    await fill(databaseUrl, stack.people, largeSize);
    const results: SizeResult[] = [];
    for (const connections of CONNECTIONS) {
      const small: LoadResult[] = [];
      const large: LoadResult[] = [];
      for (let round = 1; round <= options.rounds; round++) {
        for (const [department, rounds] of [
          ['dept_small1', small],
          ['dept_large1', large],
        ] as const) {
          progress.throwIfInterrupted();
          await queries(databaseUrl, RESET);
          const load = { connections, seconds: options.seconds };
          const result = await runLoad(rosterTarget(target.url, stack, department), load);
          if (result.refused + result.broken > 0) throw new Error(`${result.refused + result.broken} adds failed`);
          rounds.push(result);
        }
      }
      const figures = { connections, small: summary(SMALL, small), large: summary(largeSize, large) };
      results.push(figures);
      const [a, b] = [figures.small.p50, figures.large.p50];
      progress.say(`size  ${connections} connections  p50 ${a.toFixed(2)} ms and ${b.toFixed(2)} ms`);
    }
    return results;
  });
}

function summary(members: number, rounds: readonly LoadResult[]) {
  return {
    members,
    p50: quantile(
      rounds.map(({ p50 }) => p50),
      0.5,
    ),
    p99: quantile(
      rounds.map(({ p99 }) => p99),
      0.5,
    ),
  };
}

/** Those who are in the departments beforehand are others than those who will be added. */
async function fill(databaseUrl: string, people: number, large: number): Promise<void> {
  await addPeople(databaseUrl, people + 1, people + large);
  await query(
    databaseUrl,
    `INSERT INTO departments (id, organization_id, name) VALUES ('dept_small1', $1, 'Small'), ('dept_large1', $1, 'Large')`,
    [ORGANIZATION],
  );
  await query(
    databaseUrl,
    `INSERT INTO department_members (department_id, user_id, organization_id, added_at, added_by)
     SELECT d.id, 'usr_b' || n, $1, now(), '${SEED}'
     FROM (VALUES ('dept_small1', $3::int), ('dept_large1', $4::int)) d (id, size), generate_series($2::int + 1, $2::int + d.size) n`,
    [ORGANIZATION, people, SMALL, large],
  );
}

const SEED = 'bench:seed';

const RESET = [
  'SET session_replication_role = replica',
  'TRUNCATE operations, operation_items, audit_events',
  `DELETE FROM department_members WHERE added_by <> '${SEED}'`,
  'VACUUM ANALYZE',
  'CHECKPOINT',
];
