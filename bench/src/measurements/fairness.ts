import { ApiKeyStore, createDataSource } from '@roster/database';
import { ALL_SCOPES, organizationIdSchema } from '@roster/domain';
import type { HttpContender } from '../contenders/http-contender.js';
import { rosterTarget } from '../contenders/roster-contender.js';
import type { LoadByStatus, Target } from '../load/load.js';
import { runLoadByStatus } from '../load/run-load.js';
import type { Options } from '../options.js';
import type { Progress } from '../progress.js';
import { medianLatency } from '../report/statistics.js';
import { query } from '../stack/query.js';
import { DEPARTMENT, type Stack } from '../stack/stack.js';
import { BULK_SIZE, submitBulk, untilBulkEnded } from './bulk-client.js';
import { withRoster } from './with-roster.js';

export interface FairnessResult {
  /** Latencies of the quiet organization, medians of the rounds in milliseconds. */
  readonly alone: QuietLatency;
  readonly besideNoisy: QuietLatency;
  readonly besideBulks: QuietLatency;
  readonly crowds: readonly CrowdResult[];
}

export interface QuietLatency {
  readonly p50: number;
  readonly p99: number;
}

/** What many connections of one organization come to. */
interface CrowdResult {
  readonly connections: number;
  readonly accepted: { readonly perSecond: number; readonly p50: number; readonly p99: number };
  readonly overloaded: { readonly perSecond: number; readonly p50: number; readonly p99: number };
}

const QUIET = {
  organization: organizationIdSchema.parse('org_quiet1'),
  department: 'dept_quiet1',
  token: 'roster_bench_quiet',
  people: 20_000,
};

export const QUIET_CONNECTIONS = 4;
export const NOISY_CONNECTIONS = 256;
export const BULKS = 20;
const CROWDS = [2_000, 3_000];

/** What one organization's load does to another's adds, and what becomes of more callers than there is room for. */
export function measureFairness(stack: Stack, options: Options, progress: Progress): Promise<FairnessResult> {
  return withRoster(stack, options, 'fairness', (roster) => measure(roster, stack, options, progress));
}

async function measure(roster: HttpContender, stack: Stack, options: Options, progress: Progress) {
  await addQuietOrganization(roster.databaseUrl);
  await addBulkDepartments(roster.databaseUrl);
  const quiet = quietTarget(roster.target.url);
  const load = { connections: QUIET_CONNECTIONS, seconds: options.seconds };
  const alone: LoadByStatus[] = [];
  const besideNoisy: LoadByStatus[] = [];
  const besideBulks: LoadByStatus[] = [];
  for (let round = 1; round <= options.rounds; round++) {
    progress.throwIfInterrupted();
    await roster.reset();
    alone.push(undisturbed(await runLoadByStatus(quiet, load)));
    await roster.reset();
    besideNoisy.push(undisturbed(await besideNoise(quiet, stack, options)));
    await roster.reset();
    besideBulks.push(undisturbed(await besideManyBulks(roster, quiet, stack, options)));
    const [a, b, c] = [alone, besideNoisy, besideBulks].map((rounds) => rounds.at(-1)?.p99.toFixed(0));
    progress.say(`fairness  round ${round}/${options.rounds}  quiet p99 ${a} ms, beside noise ${b}, beside bulks ${c}`);
  }
  const crowds: CrowdResult[] = [];
  for (const connections of CROWDS) {
    progress.throwIfInterrupted();
    await roster.reset();
    const crowd = crowdResult(
      connections,
      await runLoadByStatus(rosterTarget(quiet.url, stack), { ...load, connections }),
    );
    const { accepted, overloaded } = crowd;
    progress.say(
      `fairness  ${connections} connections  ${accepted.perSecond.toFixed(0)}/s accepted, p99 ${accepted.p99.toFixed(0)} ms; ` +
        `${overloaded.perSecond.toFixed(0)}/s refused, p99 ${overloaded.p99.toFixed(0)} ms`,
    );
    crowds.push(crowd);
  }
  return {
    alone: medianLatency(alone),
    besideNoisy: medianLatency(besideNoisy),
    besideBulks: medianLatency(besideBulks),
    crowds,
  };
}

async function besideNoise(quiet: Target, stack: Stack, { seconds }: Options): Promise<LoadByStatus> {
  // The noise begins before the quiet one and ends after it.
  const noise = runLoadByStatus(rosterTarget(quiet.url, stack), {
    connections: NOISY_CONNECTIONS,
    seconds: seconds + 2,
  });
  const result = await runLoadByStatus(quiet, { connections: QUIET_CONNECTIONS, seconds });
  await noise;
  return result;
}

async function besideManyBulks(
  roster: HttpContender,
  quiet: Target,
  stack: Stack,
  { seconds }: Options,
): Promise<LoadByStatus> {
  const size = Math.min(BULK_SIZE, stack.people);
  const bulks = Promise.all(
    Array.from({ length: BULKS }, async (_, index) => {
      const operation = await submitBulk(roster, `dept_many${index + 1}`, 1, size);
      await untilBulkEnded(roster, operation);
    }),
  );
  const result = await runLoadByStatus(quiet, { connections: QUIET_CONNECTIONS, seconds });
  await bulks;
  return result;
}

function undisturbed(result: LoadByStatus): LoadByStatus {
  const { refused, broken, requests } = result;
  if (refused + broken > 0) throw new Error(`${refused + broken} of ${requests} adds of the quiet organization failed`);
  return result;
}

function crowdResult(connections: number, result: LoadByStatus): CrowdResult {
  const seconds = result.requests / result.perSecond;
  const of = ({ requests, p50, p99 }: LoadByStatus['accepted']) => ({ perSecond: requests / seconds, p50, p99 });
  return { connections, accepted: of(result.accepted), overloaded: of(result.overloaded) };
}

function quietTarget(url: string): Target {
  const { organization, department, token, people } = QUIET;
  return {
    url,
    path: `/v1/organizations/${organization}/departments/${department}/members`,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: '{"user_id":"usr_q%d"}',
    people,
  };
}

async function addQuietOrganization(databaseUrl: string): Promise<void> {
  const { organization, department, token, people } = QUIET;
  await query(databaseUrl, `INSERT INTO organizations (id, name) VALUES ($1, 'Quiet')`, [organization]);
  await query(databaseUrl, `INSERT INTO departments (id, organization_id, name) VALUES ($1, $2, 'Quiet')`, [
    department,
    organization,
  ]);
  await query(
    databaseUrl,
    `INSERT INTO organization_members (organization_id, user_id, full_name, email)
     SELECT $1, 'usr_q' || n, 'Person ' || n, 'q' || n || '@quiet.com' FROM generate_series(1, $2::int) n`,
    [organization, people],
  );
  const dataSource = await createDataSource(databaseUrl, { poolSize: 1 }).initialize();
  try {
    await new ApiKeyStore(dataSource).put({ organizationId: organization, name: 'quiet', token, scopes: ALL_SCOPES });
  } finally {
    await dataSource.destroy();
  }
}

async function addBulkDepartments(databaseUrl: string): Promise<void> {
  await query(
    databaseUrl,
    `INSERT INTO departments (id, organization_id, name)
     SELECT 'dept_many' || n, organization_id, 'Many ' || n FROM departments, generate_series(1, $1::int) n WHERE id = $2`,
    [BULKS, DEPARTMENT],
  );
}
