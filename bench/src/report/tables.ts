import { BULKS, NOISY_CONNECTIONS, QUIET_CONNECTIONS, type QuietLatency } from '../measurements/fairness.js';
import { FEED_CONNECTIONS, type FeedResult } from '../measurements/feed.js';
import { WEBHOOK_DEPARTMENTS } from '../measurements/webhooks.js';
import { beforeAndAfterTables } from './before-and-after.js';
import { capacityTables } from './capacity-tables.js';
import { costTables } from './cost-tables.js';
import { cpuTable } from './cpu-table.js';
import type { Results } from './results.js';
import { shardsTable } from './shards-table.js';
import { median, sum } from './statistics.js';
import { count, type Row, spreadText, type Table } from './table.js';
import { type Target, targets } from './targets.js';

export function targetTable(results: Results): Table {
  const cells = ({ figure, target, measured, verdict }: Target): Row => [figure, target, measured, verdict];
  return { title: 'Targets', rows: [['figure', 'target', 'measured', ''], ...targets(results).map(cells)] };
}

export function comparisonTables({ figures }: Results): Table[] {
  return figures.connections.map((connections) => ({
    title: `${connections} ${connections === 1 ? 'connection' : 'connections'}`,
    rows: [
      ['', 'adds/s', '÷ direct', 'p50, ms', '÷ direct', 'p99, ms'],
      ...figures.results.map(({ name, title, problem }): Row => {
        const perSecond = figures.of(name, connections, 'perSecond');
        if (problem !== null || perSecond === null) return [title, problem?.split(':')[0] ?? '–', '', '', '', ''];
        return [
          title,
          spreadText(perSecond, 0),
          spreadText(figures.ratio(name, 'direct', connections, 'perSecond'), 2),
          spreadText(figures.of(name, connections, 'p50'), 2),
          spreadText(figures.ratio(name, 'direct', connections, 'p50'), 2),
          spreadText(figures.of(name, connections, 'p99'), 2),
        ];
      }),
    ],
  }));
}

export function furtherTables(results: Results): Table[] {
  return [
    cpuTable(results),
    ...beforeAndAfterTables(results),
    ...bulkTable(results),
    ...sizeTable(results),
    ...roundTripTable(results),
    ...readsTable(results),
    ...fairnessTables(results),
    ...scimTable(results),
    ...feedTable(results),
    ...(results.cost ? [...costTables(results.cost), ...capacityTables(results.cost)] : []),
    ...webhookTable(results),
    ...shardsTable(results),
  ];
}

function bulkTable({ bulk, backend }: Results): Table[] {
  if (bulk === undefined) return [];
  const title = `Bulk (queue on ${backend})`;
  if (bulk === null) return [{ title, rows: [], note: 'Not available: the API has no bulk route.' }];
  return [
    {
      title,
      rows: [
        ['figure', 'value'],
        [`members/s, ${count(bulk.members)} users in one department`, count(median(bulk.perSecond))],
        ['p99 of single adds at 16 connections, no bulk, ms', bulk.p99Alone.toFixed(2)],
        ['p99 of single adds at 16 connections, bulk under way, ms', bulk.p99Beside.toFixed(2)],
      ],
    },
  ];
}

function sizeTable({ size, backend }: Results): Table[] {
  if (size === undefined) return [];
  const rows = size.map(
    ({ connections, small, large }): Row => [
      String(connections),
      ...[small, large].flatMap(({ p50, p99 }) => [p50.toFixed(2), p99.toFixed(2)]),
      (large.p50 / small.p50).toFixed(2),
    ],
  );
  const [first] = size;
  const [few, many] = [count(first?.small.members ?? 0), count(first?.large.members ?? 0)];
  const head = ['connections', `p50 with ${few}, ms`, 'p99', `p50 with ${many}, ms`, 'p99', 'p50 ratio'];
  return [{ title: `Members in the department (queue on ${backend})`, rows: [head, ...rows] }];
}

/** What BullMQ and the reply bus send themselves; everything else runs inside a script. */
const ROUND_TRIPS = ['evalsha', 'eval', 'bzpopmin', 'xread', 'publish'];

function roundTripTable({ roundTrips }: Results): Table[] {
  if (roundTrips === undefined) return [];
  const rows = roundTrips.map(({ title, connections, statements, commands }): Row => {
    const sent = ROUND_TRIPS.reduce((total, name) => total + (commands[name] ?? 0), 0);
    return [
      title,
      String(connections),
      sum(Object.values(statements)).toFixed(2),
      breakdown(statements),
      sent.toFixed(2),
      sum(Object.values(commands)).toFixed(2),
      breakdown(commands),
    ];
  });
  const head = ['', 'connections', 'statements', 'of which', 'round trips to Redis', 'commands', 'of which'];
  return [
    {
      title: 'Postgres statements and Redis commands per add',
      rows: [head, ...rows],
      note: `BEGIN and COMMIT are statements, too. Commands include those that scripts run inside Redis; round trips are ${ROUND_TRIPS.join(', ')}.`,
    },
  ];
}

function readsTable({ reads }: Results): Table[] {
  if (reads === undefined) return [];
  const { people, departments, memberships, connections, queries } = reads;
  const head = ['', ...connections.flatMap((number) => [`p50 at ${number}, ms`, 'p99'])];
  const rows = queries.map(
    ({ title, latencies }): Row => [title, ...latencies.flatMap(({ p50, p99 }) => [p50.toFixed(2), p99.toFixed(2)])],
  );
  return [
    {
      title: 'Lists, tree and search',
      rows: [head, ...rows],
      note: `In an organization of ${count(people)} people, ${count(departments)} departments and ${count(memberships)} memberships, by the number of connections. Pages have 50 rows.`,
    },
  ];
}

function scimTable({ scim, backend }: Results): Table[] {
  if (scim === undefined) return [];
  const { addsPerSecond, patchesPerSecond, size, users, pages } = scim;
  const { small, large } = size;
  const patch = (members: number) => `p50 of a PATCH that adds one person to a group of ${count(members)}, ms`;
  return [
    {
      title: `SCIM (queue on ${backend})`,
      rows: [
        ['figure', 'value'],
        ['PATCHes/s that add one person to a group, 64 connections', count(patchesPerSecond)],
        ['÷ adds/s over REST', (patchesPerSecond / addsPerSecond).toFixed(2)],
        ...[small, large].map(({ members, p50 }): Row => [patch(members), p50.toFixed(2)]),
        ...pages.map(({ title, p50 }): Row => [`p50 of 100 of ${count(users)} users, ${title}, ms`, p50.toFixed(2)]),
      ],
    },
  ];
}

function fairnessTables({ fairness, backend }: Results): Table[] {
  if (fairness === undefined) return [];
  const { alone, besideNoisy, besideBulks, crowds } = fairness;
  const quiet = (title: string, { p50, p99 }: QuietLatency): Row => [
    title,
    p50.toFixed(2),
    p99.toFixed(2),
    (p99 / alone.p99).toFixed(2),
  ];
  return [
    {
      title: `A quiet organization beside a noisy one (queue on ${backend})`,
      rows: [
        [`${QUIET_CONNECTIONS} connections`, 'p50, ms', 'p99, ms', 'p99 ÷ alone'],
        quiet('alone', alone),
        quiet(`beside ${NOISY_CONNECTIONS} connections of another organization`, besideNoisy),
        quiet(`beside ${BULKS} bulks of another organization`, besideBulks),
      ],
    },
    {
      title: `More callers than there is room for (queue on ${backend})`,
      rows: [
        ['connections', 'accepted/s', 'p50, ms', 'p99', 'refused/s', 'p50, ms', 'p99'],
        ...crowds.map(
          ({ connections, accepted, overloaded }): Row => [
            count(connections),
            ...[accepted, overloaded].flatMap(({ perSecond, p50, p99 }) => [
              count(perSecond),
              ...(perSecond > 0 ? [p50.toFixed(0), p99.toFixed(0)] : ['–', '–']),
            ]),
          ],
        ),
      ],
      note: 'Callers ask again at once, also when they were refused.',
    },
  ];
}

function feedTable({ feed, backend }: Results): Table[] {
  if (feed === undefined) return [];
  const row = (title: string, { perSecond, p99, cpuPerAdd }: FeedResult['withFeed']): Row => [
    title,
    count(perSecond),
    p99.toFixed(2),
    cpuPerAdd?.toFixed(0) ?? '–',
  ];
  return [
    {
      title: `Adds with the feed of events and without (queue on ${backend})`,
      rows: [
        [`${FEED_CONNECTIONS} connections`, 'adds/s', 'p99, ms', 'CPU per add, µs'],
        row('with the feed', feed.withFeed),
        row('without', feed.without),
      ],
      note: `For each event the relay writes ${count(feed.walPerEvent)} bytes of the write-ahead log. Without: the benchmark holds the relay's lock.`,
    },
  ];
}

function webhookTable({ webhooks, backend }: Results): Table[] {
  if (webhooks === undefined) return [];
  return [
    {
      title: `Webhooks of one worker (queue on ${backend})`,
      rows: [
        [`to one endpoint, of ${WEBHOOK_DEPARTMENTS} departments`, 'webhooks/s'],
        ['alone', count(webhooks.alone)],
        ['beside an endpoint of the same organization that never answers', count(webhooks.besideDead)],
      ],
    },
  ];
}

const MOST_NAMES = 8;

function breakdown(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .filter(([, value]) => value >= 0.005)
    .slice(0, MOST_NAMES)
    .map(([name, value]) => `${name} ${value.toFixed(2)}`)
    .join(', ');
}
