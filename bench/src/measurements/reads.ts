import { LARGE_TENANT, type LargeTenantSize } from '@roster/database';
import { ALL_SCOPES } from '@roster/domain';
import { type Build, THIS_BUILD } from '../builds/build.js';
import type { HttpContender } from '../contenders/http-contender.js';
import type { Target } from '../load/load.js';
import { probe } from '../load/probe.js';
import { runLoad } from '../load/run-load.js';
import type { Options } from '../options.js';
import type { Progress } from '../progress.js';
import { medianLatency } from '../report/statistics.js';
import { query } from '../stack/query.js';
import { type Stack, TOKEN } from '../stack/stack.js';
import { withRoster } from './with-roster.js';

interface Latency {
  readonly p50: number;
  readonly p99: number;
}

export interface ReadsResult extends LargeTenantSize {
  readonly connections: readonly number[];
  /** Latencies in milliseconds, one for each number of connections. */
  readonly queries: readonly { readonly title: string; readonly latencies: readonly Latency[] }[];
}

const CONNECTIONS = [1, 16];
const SMALL_TENANT: LargeTenantSize = { people: 5_000, departments: 250, memberships: 15_000 };
/** There are many queries, and each is the same again and again: more would not tell more. */
const LONGEST_S = 1;
/** When that is too short for a single answer. */
const SLOW_S = 10;
const MOST_ROUNDS = 3;
const LARGE_TOKEN = `${TOKEN}_large`;

/** How long pages, searches and the tree of a large organization take over HTTP, one at a time and under load. */
export function measureReads(
  stack: Stack,
  options: Options,
  progress: Progress,
  build = THIS_BUILD,
): Promise<ReadsResult> {
  const size = options.quick ? SMALL_TENANT : LARGE_TENANT;
  const work = async ({ databaseUrl, target: { url } }: HttpContender) => {
    progress.say(`reads: make an organization of ${size.people.toLocaleString('en')} people`);
    const reads = await prepare(databaseUrl, size, build);
    const seconds = Math.min(options.seconds, LONGEST_S);
    const queries: { title: string; latencies: Latency[] }[] = [];
    for (const [title, path] of reads) {
      const target: Target = { url, path, method: 'GET', headers: HEADERS, body: '', people: 1 };
      if (build !== THIS_BUILD && (await isUnknown(target))) {
        progress.say(`reads  ${title}  not in the earlier build`);
        continue;
      }
      const latencies: Latency[] = [];
      for (const connections of CONNECTIONS)
        latencies.push(await measure(target, { connections, seconds }, options, progress));
      queries.push({ title, latencies });
      progress.say(`reads  ${title}  p50 ${latencies.map(({ p50 }) => p50.toFixed(2)).join(' and ')} ms`);
    }
    return { ...size, connections: CONNECTIONS, queries };
  };
  return withRoster(stack, options, 'reads', work, build);
}

const HEADERS = { Authorization: `Bearer ${LARGE_TOKEN}` };

/** An earlier build may not have the parameter or the path yet. */
async function isUnknown(target: Target): Promise<boolean> {
  return /^4(04|22) /.test(await probe(target));
}

/** The median of the rounds. */
async function measure(
  target: Target,
  load: { readonly connections: number; readonly seconds: number },
  { rounds }: Options,
  progress: Progress,
): Promise<Latency> {
  const results: Latency[] = [];
  for (let round = 1; round <= Math.min(rounds, MOST_ROUNDS); round++) {
    progress.throwIfInterrupted();
    let result = await runLoad(target, load);
    if (result.requests === 0) result = await runLoad(target, { ...load, seconds: SLOW_S });
    if (result.refused + result.broken > 0)
      throw new Error(`${target.path}: ${result.refused} refused; asked again: ${await probe(target)}`);
    results.push(result);
  }
  return medianLatency(results);
}

/** Makes the organization, and says what is asked of it: a title and a path for each. */
async function prepare(
  databaseUrl: string,
  size: LargeTenantSize,
  { database: { ApiKeyStore, createDataSource, seedLarge } }: Build,
): Promise<[string, string][]> {
  const dataSource = await createDataSource(databaseUrl, { poolSize: 1, applicationName: 'bench' }).initialize();
  const { organizationId } = await seedLarge(dataSource, { ...size, seed: 1, name: 'Large Company' });
  await new ApiKeyStore(dataSource).put({ organizationId, name: 'bench', token: LARGE_TOKEN, scopes: ALL_SCOPES });
  await dataSource.destroy();
  const [row] = await query<Record<'root' | 'everyone' | 'small' | 'person' | 'family', string>>(
    databaseUrl,
    `SELECT (SELECT id FROM departments WHERE organization_id = $1 AND parent_id IS NULL) AS root,
            (SELECT id FROM departments WHERE organization_id = $1 AND name = 'Everyone') AS everyone,
            (SELECT id FROM departments WHERE organization_id = $1 ORDER BY created_at DESC LIMIT 1) AS small,
            user_id AS person, split_part(full_name, ' ', 2) AS family
     FROM organization_members WHERE organization_id = $1 ORDER BY created_at DESC LIMIT 1`,
    [organizationId],
  );
  if (!row) throw new Error('The organization has nobody in it.');
  const { root, everyone, small, person, family } = row;
  const middle = Buffer.from(JSON.stringify(['full_name', 'm', person])).toString('base64url');
  const reads: [string, string][] = [
    ['people', '/members'],
    ['people, search', `/members?q=${family}`],
    ['people, admins', '/members?role=admin'],
    ['people by name', '/members?sort=full_name'],
    ['people by name, page in the middle', `/members?sort=full_name&cursor=${middle}`],
    ['people by name, search', `/members?sort=full_name&q=${family}`],
    ['departments by name', '/departments'],
    ['departments, search', '/departments?name=nordics'],
    ['departments below one', `/departments?parent=${root}`],
    ['tree', '/departments/tree'],
    ['tree, two levels', '/departments/tree?depth=2'],
    ['members of a small department', `/departments/${small}/members`],
    ['members of everyone', `/departments/${everyone}/members`],
    ['members of everyone by name', `/departments/${everyone}/members?sort=full_name`],
    [
      'members of everyone by name, page in the middle',
      `/departments/${everyone}/members?sort=full_name&cursor=${middle}`,
    ],
    ['members of everyone, search', `/departments/${everyone}/members?q=${family}`],
    ['members of the whole tree', `/departments/${root}/members?include_descendants=true`],
    ['members of the whole tree by name', `/departments/${root}/members?include_descendants=true&sort=full_name`],
    ['members of the whole tree, search', `/departments/${root}/members?include_descendants=true&q=${family}`],
    ['departments of a person', `/members/${person}/departments`],
    ['audit', '/audit-events'],
    ['audit of a person', `/audit-events?user_id=${person}`],
    ['audit of a department', `/audit-events?department_id=${small}`],
    ['audit of a day', '/audit-events?from=2023-06-01T00:00:00Z&to=2023-06-02T00:00:00Z'],
  ];
  return reads.map(([title, path]) => [title, `/v1/organizations/${organizationId}${path}`]);
}
