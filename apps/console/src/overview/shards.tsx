import type { ProcessSampleRow } from '@roster/database';
import { Columns, Scroll } from '../layout/page.js';
import { duration } from '../layout/time.js';

/** Each shard of the queues, as a worker read it last; nothing while there is only one. */
export function Shards({ processes }: { processes: readonly ProcessSampleRow[] }) {
  const [latest] = processes
    .filter(({ sample }) => sample.shards !== undefined)
    .sort((one, other) => other.at.getTime() - one.at.getTime());
  const shards = Object.entries(latest?.sample.shards ?? {});
  if (!shards.some(([name]) => isOneOfSeveral(name))) return null;
  return (
    <section class="card">
      <h2>Shards</h2>
      <Scroll label="Shards of the queues">
        <table>
          <Columns names={['Queue', 'Waiting', 'Active', 'Delayed', 'Failed', 'Oldest waiting']} />
          <tbody>
            {shards.map(([name, { waiting, active, delayed, failed, oldest_waiting_ms }]) => (
              <tr>
                <td>
                  <code>{name}</code>
                </td>
                {[waiting, active, delayed, failed].map((jobs) => (
                  <td class="number">{jobs.toLocaleString('en')}</td>
                ))}
                <td>{oldest_waiting_ms === null ? '–' : duration(oldest_waiting_ms)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

/** `membership.0-of-3`, in contrast to `membership`. */
function isOneOfSeveral(name: string): boolean {
  return name.includes('.');
}
