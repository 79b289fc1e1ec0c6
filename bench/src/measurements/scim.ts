import { hashSecret } from '@roster/database';
import type { Target } from '../load/load.js';
import { runLoad } from '../load/run-load.js';
import type { Options } from '../options.js';
import type { Progress } from '../progress.js';
import { median } from '../report/statistics.js';
import { query } from '../stack/query.js';
import { DEPARTMENT, ORGANIZATION, type Stack } from '../stack/stack.js';
import {
  compareSizes,
  fillDepartments,
  LARGE_DEPARTMENT,
  type SizeResult,
  SMALL_DEPARTMENT,
} from './department-size.js';
import { withRoster } from './with-roster.js';

export interface ScimResult {
  /** Over REST, in turns with the PATCHes. */
  readonly addsPerSecond: number;
  /** Each adds one person to a group. */
  readonly patchesPerSecond: number;
  readonly size: SizeResult;
  /** How many users the connection has whose pages are read. */
  readonly users: number;
  readonly pages: readonly { readonly title: string; readonly p50: number }[];
}

const CONNECTIONS = 64;
const MOST_USERS = 100_000;
/** A page is the same again and again: more would not tell more. */
const PAGE_SECONDS = 1;

/** One connection looks after those who are added, the other after those who are listed. */
const ADDING = { id: 'scim_adding', token: 'roster_scim_bench_adding' };
const LISTING = { id: 'scim_listing', token: 'roster_scim_bench_listing' };

/** What identity providers ask for: PATCHes that add one person to a group, and all users page by page. */
export function measureScim(stack: Stack, options: Options, progress: Progress): Promise<ScimResult> {
  return withRoster(stack, options, 'scim', async (roster) => {
    const { databaseUrl, target } = roster;
    const users = Math.min(MOST_USERS, stack.people / 2);
    const added = stack.people - users;
    await connect(databaseUrl, ADDING, 1, added);
    await connect(databaseUrl, LISTING, added + 1, stack.people);
    await looksAfterGroups(databaseUrl, [DEPARTMENT]);
    const patchOf = (department: string) => patchTarget(target.url, department, added);

    const adds: number[] = [];
    const patches: number[] = [];
    const load = { connections: CONNECTIONS, seconds: options.seconds };
    for (let round = 1; round <= options.rounds; round++) {
      progress.throwIfInterrupted();
      adds.push((await roster.measure(load)).perSecond);
      patches.push((await roster.measure(load, patchOf(DEPARTMENT))).perSecond);
    }
    const [addsPerSecond, patchesPerSecond] = [median(adds), median(patches)];
    progress.say(`scim  ${patchesPerSecond.toFixed(0)} PATCHes/s beside ${addsPerSecond.toFixed(0)} adds/s`);

    const pages = [];
    for (const [title, parameters] of pagesOf(users, added)) {
      const page: Target = { ...scimTarget(target.url, `/Users?count=100&${parameters}`, LISTING), method: 'GET' };
      const { p50, refused } = await runLoad(page, { connections: 1, seconds: PAGE_SECONDS });
      if (refused > 0) throw new Error(`${page.path}: ${refused} refused`);
      progress.say(`scim  ${title}  p50 ${p50.toFixed(2)} ms`);
      pages.push({ title, p50 });
    }

    await fillDepartments(databaseUrl, stack, options, progress);
    await looksAfterGroups(databaseUrl, [SMALL_DEPARTMENT, LARGE_DEPARTMENT]);
    const size = await compareSizes(databaseUrl, patchOf, 1, options, progress);
    return { addsPerSecond, patchesPerSecond, size, users, pages };
  });
}

/** By number and by cursor: the first, one in the middle, and the last. */
function pagesOf(users: number, before: number): [string, string][] {
  const cursor = (number: number) =>
    Buffer.from(JSON.stringify(['', '', `usr_b${before + number}`])).toString('base64url');
  return [
    ['first page', 'startIndex=1'],
    ['page in the middle', `startIndex=${users / 2 + 1}`],
    ['last page', `startIndex=${users - 99}`],
    ['first page by cursor', 'cursor='],
    ['page in the middle by cursor', `cursor=${cursor(users / 2)}`],
  ];
}

function scimTarget(url: string, path: string, { token }: { readonly token: string }): Target {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/scim+json' };
  return { url, path: `/scim/v2${path}`, headers, body: '', people: 1 };
}

function patchTarget(url: string, department: string, people: number): Target {
  const body = JSON.stringify({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op: 'add', path: 'members', value: [{ value: 'usr_b%d' }] }],
  });
  return { ...scimTarget(url, `/Groups/${department}`, ADDING), method: 'PATCH', body, people };
}

/** A connection that looks after the people with these numbers. */
async function connect(
  databaseUrl: string,
  { id, token }: { readonly id: string; readonly token: string },
  from: number,
  to: number,
): Promise<void> {
  await query(
    databaseUrl,
    `INSERT INTO scim_connections (id, organization_id, name, on_delete, token_hash, created_by_type, created_by_id)
     VALUES ($1, $2, 'Benchmark', 'deactivate', $3, 'system', 'bench')`,
    [id, ORGANIZATION, hashSecret(token)],
  );
  await query(
    databaseUrl,
    `INSERT INTO scim_users (organization_id, user_id, connection_id, user_name, attributes)
     SELECT $2, 'usr_b' || n, $1, 'b' || n || '@company.com',
            jsonb_build_object('name', jsonb_build_object('givenName', 'Person', 'familyName', n::text),
                               'emails', '[{"type":"work","primary":true}]'::jsonb)
     FROM generate_series($3::int, $4::int) n`,
    [id, ORGANIZATION, from, to],
  );
  await query(databaseUrl, 'VACUUM ANALYZE scim_users');
}

async function looksAfterGroups(databaseUrl: string, departments: readonly string[]): Promise<void> {
  await query(
    databaseUrl,
    `INSERT INTO scim_groups (organization_id, department_id, connection_id)
     SELECT $1, id, $2 FROM unnest($3::text[]) id`,
    [ORGANIZATION, ADDING.id, departments],
  );
}
