import type { ConsoleSession, ProcessSampleRow } from '@roster/database';
import { Columns, Page, Scroll } from '../layout/page.js';
import { duration, Moment } from '../layout/time.js';
import { type Hour, kindOf, type Series } from './hour.js';
import { Plot } from './plot.js';

export interface OverviewData {
  readonly hour: Hour;
  readonly processes: readonly ProcessSampleRow[];
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
export function Overview({ hour, processes }: OverviewData) {
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
      <Numbers hour={hour} processes={processes} />
      <div class="plots">
        {plots.map((plot) => (
          <Plot {...plot} end={end} />
        ))}
      </div>
      <div class="columns">
        <Processes processes={processes} end={end} />
        <Outcomes hour={hour} />
      </div>
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

function Numbers({ hour, processes }: OverviewData) {
  const workers = processes.filter(({ process_kind }) => process_kind === 'worker').length;
  const number = (series: Series, format: (value: number) => string) => {
    const value = series.at(-1) ?? null;
    return value === null ? '–' : format(value);
  };
  const failed = hour.failedJobs.at(-1) ?? 0;
  const numbers: [name: string, value: string, isBad?: boolean][] = [
    ['Changes made', number(hour.made, (value) => `${rounded(value)}/s`)],
    ['p50', number(hour.p50, duration)],
    ['p99', number(hour.p99, duration)],
    ['Jobs waiting', number(hour.waiting, rounded)],
    ['Oldest waiting job', number(hour.oldestWaiting, duration), (hour.oldestWaiting.at(-1) ?? 0) > 30_000],
    ['Accepted, not applied', number(hour.acceptedCount, rounded)],
    ['Oldest accepted', number(hour.oldestAccepted, duration), (hour.oldestAccepted.at(-1) ?? 0) > 60_000],
    ['Failed jobs', number(hour.failedJobs, rounded), failed > 0],
    ['Batch size', number(hour.batchSize, rounded)],
    ['Live workers', String(workers), workers === 0],
    ['Replication lag', number(hour.replicationLag, duration)],
  ];
  return (
    <dl class="numbers">
      {numbers.map(([name, value, isBad]) => (
        <div class={isBad ? 'bad' : undefined}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
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
                <span class={`tag ${TONES[kindOf(outcome)]}`}>{outcome}</span>
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

function rounded(value: number): string {
  const digits = value < 1 ? 2 : value < 10 ? 1 : 0;
  return Number(value.toFixed(digits)).toLocaleString('en');
}
