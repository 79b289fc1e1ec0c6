import type { ConsoleSession, OperationTotal, ProcessSampleRow } from '@roster/database';
import { ERROR_CODES } from '@roster/domain';
import type { ShardQueue } from '@roster/queue';
import { Columns, Page, Scroll } from '../layout/page.js';
import { duration, Moment } from '../layout/time.js';
import { type ListQuery, listHref } from '../operations/list-query.js';
import { type Hour, kindOf, type Series } from './hour.js';
import { Plot } from './plot.js';
import { Shards } from './shards.js';

export interface OverviewData {
  readonly hour: Hour;
  readonly processes: readonly ProcessSampleRow[];
  /** The queues in use. */
  readonly queues: readonly ShardQueue[];
  /** Counted now, and by the query of the list to which each leads. */
  readonly operations: Readonly<Record<'failed' | 'waiting' | 'bulks', CountedList>>;
}

interface CountedList extends OperationTotal {
  readonly query: ListQuery;
}

/** The last hour at a glance. With the script the page refreshes itself. */
export function OverviewPage({ session, ...data }: OverviewData & { session: ConsoleSession }) {
  return (
    <Page title="Overview" session={session} part="/ops/overview" script="overview.js">
      <h1>
        Overview{' '}
        <span class="live hint" id="live" role="status">
          as of <Moment at={data.hour.end} />
        </span>
      </h1>
      <div id="overview">
        <Overview {...data} />
      </div>
    </Page>
  );
}

/** The part that is fetched again and again. */
export function Overview({ hour, processes, queues, operations }: OverviewData) {
  const { end } = hour;
  const ms = (value: number) => duration(value);
  const perSecond = (value: number) => `${rounded(value)}/s`;
  const plots = [
    { title: 'Changes', lines: lines(hour, ['made', 'refused', 'accepted', 'errors']), format: perSecond },
    { title: 'Request to outcome', lines: lines(hour, ['p50', 'p99']), format: ms },
    { title: 'Time by step (p99)', lines: lines(hour, ['queueWait', 'apply', 'commit']), format: ms },
    { title: 'Jobs in the queue', lines: lines(hour, ['waiting', 'inHand']), format: rounded },
    { title: 'Oldest waiting', lines: lines(hour, ['oldestWaiting', 'oldestAccepted']), format: ms },
    { title: 'Commands per batch', lines: lines(hour, ['batchSize']), format: rounded },
    { title: 'Accepted, not applied yet', lines: lines(hour, ['acceptedCount']), format: rounded },
    { title: 'Failed jobs', lines: lines(hour, ['failedJobs']), format: rounded },
    { title: 'Live workers', lines: lines(hour, ['workers']), format: rounded },
    ...(hour.replicationLag.some((value) => value !== null)
      ? [{ title: 'Replication lag', lines: lines(hour, ['replicationLag']), format: ms }]
      : []),
  ];
  return (
    <>
      <Numbers hour={hour} processes={processes} operations={operations} />
      <div class="plots">
        {plots.map((plot) => (
          <Plot {...plot} end={end} />
        ))}
      </div>
      <div class="columns">
        <Processes processes={processes} end={end} />
        <Outcomes hour={hour} />
      </div>
      <Shards processes={processes} expected={queues} />
    </>
  );
}

const NAMES = {
  made: 'made',
  refused: 'refused',
  accepted: 'accepted (202)',
  errors: 'errors',
  p50: 'p50',
  p99: 'p99',
  queueWait: 'waiting',
  apply: 'applying',
  commit: 'commit',
  waiting: 'waiting',
  inHand: 'active',
  oldestWaiting: 'job',
  oldestAccepted: 'accepted operation',
  batchSize: 'commands',
  workers: 'workers',
  acceptedCount: 'operations',
  failedJobs: 'jobs',
  replicationLag: 'slowest replica',
} as const satisfies Partial<Record<keyof Hour, string>>;

function lines(hour: Hour, keys: readonly (keyof typeof NAMES)[]) {
  return keys.map((key) => ({ name: NAMES[key], values: hour[key] }));
}

const QUEUES = '/ops/queues';

function Numbers({ hour, processes, operations: { failed, waiting, bulks } }: Omit<OverviewData, 'queues'>) {
  const workers = processes.filter(({ process_kind }) => process_kind === 'worker').length;
  const number = (series: Series, format: (value: number) => string) => {
    const value = series.at(-1) ?? null;
    return value === null ? '–' : format(value);
  };
  const count = ({ count, isPartial }: CountedList) => `${rounded(count)}${isPartial ? '+' : ''}`;
  const age = ({ oldest }: CountedList) => (oldest === null ? 0 : Math.max(0, hour.end.getTime() - oldest.getTime()));
  const numbers: readonly Figure[] = [
    { name: 'Changes made', value: number(hour.made, (value) => `${rounded(value)}/s`) },
    { name: 'p50', value: number(hour.p50, duration) },
    { name: 'p99', value: number(hour.p99, duration) },
    { name: 'Failed, last hour', value: count(failed), href: listHref(failed.query), isBad: failed.count > 0 },
    { name: 'Accepted, not applied', value: count(waiting), href: listHref(waiting.query) },
    {
      name: 'Oldest accepted',
      value: waiting.oldest === null ? '–' : duration(age(waiting)),
      href: listHref(waiting.query),
      isBad: age(waiting) > 60_000,
    },
    { name: 'Bulks in progress', value: count(bulks), href: listHref(bulks.query) },
    { name: 'Jobs waiting', value: number(hour.waiting, rounded), href: QUEUES },
    {
      name: 'Oldest waiting job',
      value: number(hour.oldestWaiting, duration),
      href: QUEUES,
      isBad: (hour.oldestWaiting.at(-1) ?? 0) > 30_000,
    },
    {
      name: 'Failed jobs',
      value: number(hour.failedJobs, rounded),
      href: QUEUES,
      isBad: (hour.failedJobs.at(-1) ?? 0) > 0,
    },
    { name: 'Batch size', value: number(hour.batchSize, rounded) },
    { name: 'Live workers', value: String(workers), isBad: workers === 0 },
    { name: 'Replication lag', value: number(hour.replicationLag, duration) },
  ];
  return (
    <dl class="numbers">
      {numbers.map(({ name, value, href, isBad = false }) => (
        <div class={isBad ? 'bad' : undefined}>
          <dt>{name}</dt>
          <dd>{href === undefined ? value : <a href={href}>{value}</a>}</dd>
        </div>
      ))}
    </dl>
  );
}

interface Figure {
  readonly name: string;
  readonly value: string;
  /** Where it is told what the number is made of. */
  readonly href?: string;
  readonly isBad?: boolean;
}

function Processes({ processes, end }: { processes: readonly ProcessSampleRow[]; end: Date }) {
  return (
    <section class="card">
      <h2>Processes</h2>
      {processes.length === 0 && <p>No process has reported in the last 35 seconds.</p>}
      <Scroll label="Live processes">
        <table>
          <Columns names={['Kind', 'Process', 'Version', 'Uptime', 'Memory', 'Event loop lag', 'Connections']} />
          <tbody>
            {processes.map(({ process_kind, process_id, version, started_at, sample }) => (
              <tr>
                <td>{process_kind}</td>
                <td>
                  <code>{process_id}</code>
                </td>
                <td>{version}</td>
                <td>{duration(Math.max(0, end.getTime() - started_at.getTime()))}</td>
                <td>{Math.round(sample.memory_bytes / 1_048_576)} MiB</td>
                <td>{duration(sample.event_loop_lag_ms)}</td>
                <td>{sample.pool ? `${sample.pool.total - sample.pool.idle} of ${sample.pool.total}` : '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

/** That a rule says no is no fault: it stands out no more than it has to. */
const TONES = { made: 'good', accepted: 'wait', refused: 'unknown', errors: 'bad' } as const;

function Outcomes({ hour: { outcomes } }: { hour: Hour }) {
  const total = outcomes.reduce((sum, [, count]) => sum + count, 0);
  return (
    <section class="card">
      <h2>Outcomes in the last hour</h2>
      {total === 0 && <p>No changes were requested.</p>}
      <table>
        <tbody>
          {outcomes.map(([outcome, count]) => (
            <tr>
              <th scope="row">
                <span class={`tag ${TONES[kindOf(outcome)]}`}>
                  <Outcome outcome={outcome} />
                </span>
              </th>
              <td class="number">{count.toLocaleString('en')}</td>
              <td class="number">{((100 * count) / total).toFixed(1)} %</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The code of the answer to a caller whose change ended so. */
const CODES: Readonly<Record<string, string>> = { failed: 'OPERATION_FAILED', cancelled: 'OPERATION_CANCELLED' };

/** Leads to the requests that were answered so. Those refused for overload are too many to be recorded. */
function Outcome({ outcome }: { outcome: string }) {
  const code = ERROR_CODES.find((one) => one === (CODES[outcome] ?? outcome));
  if (code === undefined || code === 'OVERLOADED') return <>{outcome}</>;
  return <a href={listHref({ state: 'any', kind: 'single', code, period: 'hour' })}>{outcome}</a>;
}

function rounded(value: number): string {
  const digits = value < 1 ? 2 : value < 10 ? 1 : 0;
  return Number(value.toFixed(digits)).toLocaleString('en');
}
