import { THIS_BUILD } from '../builds/build.js';
import type { HttpContender } from '../contenders/http-contender.js';
import { rosterTarget } from '../contenders/roster-contender.js';
import type { LoadResult } from '../load/load.js';
import { runLoad } from '../load/run-load.js';
import type { Options } from '../options.js';
import type { Progress } from '../progress.js';
import { median } from '../report/statistics.js';
import { query } from '../stack/query.js';
import { ORGANIZATION, type Stack } from '../stack/stack.js';
import { addInBulk, assertBulkAvailable, BULK_SIZE, BulkNotAvailable } from './bulk-client.js';
import { withRoster } from './with-roster.js';

export interface BulkResult {
  readonly members: number;
  /** Members per second, a value for each round. */
  readonly perSecond: readonly number[];
  /** p99 of single adds in milliseconds, without and with a bulk under way. */
  readonly p99Alone: number;
  readonly p99Beside: number;
}

const MEMBERS = 100_000;
const CONNECTIONS = 16;

/** How fast many are added at once, and what that does to those who add one. Null when there is no bulk route. */
export async function measureBulk(
  stack: Stack,
  options: Options,
  progress: Progress,
  build = THIS_BUILD,
): Promise<BulkResult | null> {
  try {
    return await withRoster(stack, options, 'bulk', (roster) => measure(roster, stack, options, progress), build);
  } catch (error) {
    if (!(error instanceof BulkNotAvailable)) throw error;
    progress.say('bulk: not available');
    return null;
  }
}

async function measure(roster: HttpContender, stack: Stack, options: Options, progress: Progress): Promise<BulkResult> {
  const members = Math.min(MEMBERS, stack.people);
  const perSecond: number[] = [];
  const alone: LoadResult[] = [];
  const beside: LoadResult[] = [];
  await makeDepartments(roster.databaseUrl);
  await assertBulkAvailable(roster, 'dept_bulk1');
  for (let round = 1; round <= options.rounds; round++) {
    progress.throwIfInterrupted();
    await roster.reset();
    const began = performance.now();
    await addInBulk(roster, 'dept_bulk1', 1, members);
    perSecond.push(members / ((performance.now() - began) / 1_000));
    alone.push(await roster.measure({ connections: CONNECTIONS, seconds: options.seconds }));
    beside.push(await besideBulk(roster, stack, options, members));
    progress.say(`bulk  round ${round}/${options.rounds}  ${perSecond.at(-1)?.toFixed(0)} members/s`);
  }
  return {
    members,
    perSecond,
    p99Alone: median(alone.map(({ p99 }) => p99)),
    p99Beside: median(beside.map(({ p99 }) => p99)),
  };
}

/** Single adds while one bulk follows the other into department after department. */
async function besideBulk(roster: HttpContender, stack: Stack, options: Options, members: number): Promise<LoadResult> {
  await roster.reset();
  let over = false;
  const bulks = (async () => {
    for (let department = 1; !over && department <= DEPARTMENTS; department++) {
      for (let from = 1; !over && from <= members; from += BULK_SIZE)
        await addInBulk(roster, `dept_bulk${department}`, from, Math.min(from + BULK_SIZE - 1, members));
    }
  })();
  const load = { connections: CONNECTIONS, seconds: options.seconds };
  const result = await runLoad(rosterTarget(roster.target.url, stack), load);
  over = true;
  await bulks;
  if (result.refused + result.broken > 0)
    throw new Error(`${result.refused + result.broken} of ${result.requests} single adds failed beside a bulk`);
  return result;
}

const DEPARTMENTS = 20;

async function makeDepartments(databaseUrl: string): Promise<void> {
  await query(
    databaseUrl,
    `INSERT INTO departments (id, organization_id, name)
     SELECT 'dept_bulk' || n, $1, 'Bulk ' || n FROM generate_series(1, $2::int) n`,
    [ORGANIZATION, DEPARTMENTS],
  );
}
