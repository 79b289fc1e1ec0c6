import type { ProcessSampleRow } from '@roster/database';
import type { SampledQueue } from '@roster/domain';
import type { ShardQueue } from '@roster/queue';
import { Columns, Scroll } from '../layout/page.js';
import { duration } from '../layout/time.js';

const COUNTS = ['Waiting', 'Active', 'Delayed', 'Failed'];
const COLUMNS = ['Queue', ...COUNTS, 'Oldest waiting'];

interface ShardsProps {
  readonly processes: readonly ProcessSampleRow[];
  /** The queues in use with the console's own settings. */
  readonly expected: readonly ShardQueue[];
}

/**
 * Each shard of the queues, as a worker read it last; nothing while there is only one. One that the worker did not reach is
 * shown as missing. Those of another number, which workers still drain, come last.
 */
export function Shards({ processes, expected }: ShardsProps) {
  const [latest] = processes
    .filter(({ sample }) => sample.shards !== undefined)
    .sort((one, other) => other.at.getTime() - one.at.getTime());
  const shards: Readonly<Record<string, SampledQueue>> = latest?.sample.shards ?? {};
  const names = [...new Set([...byQueue(expected), ...Object.keys(shards)])];
  if (latest === undefined || !names.some(isOneOfSeveral)) return null;
  return (
    <section class="card">
      <h2>Shards</h2>
      <Scroll label="Shards of the queues">
        <table>
          <Columns names={COLUMNS} numbers={[...COUNTS, 'Oldest waiting']} />
          <tbody>
            {names.map((name) => (
              <tr>
                <td>
                  <code>{name}</code>
                </td>
                <Jobs shard={shards[name]} />
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

function Jobs({ shard }: { shard: SampledQueue | undefined }) {
  if (shard === undefined)
    return (
      <td colSpan={COLUMNS.length - 1}>
        <span class="tag bad">not reported</span>
      </td>
    );
  const { waiting, active, delayed, failed, oldest_waiting_ms } = shard;
  return (
    <>
      {[waiting, active, delayed, failed].map((jobs) => (
        <td class="number">{jobs.toLocaleString('en')}</td>
      ))}
      <td class="number">{oldest_waiting_ms === null ? '–' : duration(oldest_waiting_ms)}</td>
    </>
  );
}

/** The names, all shards of a queue beside each other. */
function byQueue(queues: readonly ShardQueue[]): string[] {
  const kinds = [...new Set(queues.map(({ queue }) => queue))];
  return kinds.flatMap((kind) => queues.filter(({ queue }) => queue === kind).map(({ name }) => name));
}

/** `membership.0-of-3`, in contrast to `membership`. */
function isOneOfSeveral(name: string): boolean {
  return name.includes('.');
}
