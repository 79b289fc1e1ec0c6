import type { ConsoleSession, OperatorEvent } from '@roster/database';
import { Columns, Page, Scroll } from '../layout/page.js';
import { Moment } from '../layout/time.js';

interface EventsPageProps {
  readonly session: ConsoleSession;
  readonly events: readonly OperatorEvent[];
  /** The id to go on from; null on the last page. */
  readonly next: string | null;
}

const TONES = { begun: '', done: 'good', refused: 'bad', failed: 'bad' } as const;

/** Who did what in the console. The database lets nobody alter it. */
export function EventsPage({ session, events, next }: EventsPageProps) {
  return (
    <Page title="Activity" session={session} part="/ops/events">
      <h1>Activity</h1>
      <section class="card">
        {events.length === 0 && <p>No activity yet.</p>}
        <Scroll label="Activity">
          <table class="stacks">
            <Columns names={['When (UTC)', 'Who', 'Action', 'Target', 'Address']} />
            <tbody>
              {events.map((event) => (
                <tr>
                  <td>
                    <Moment at={event.occurred_at} withDate />
                  </td>
                  <td>{event.operator_email}</td>
                  <td>
                    {event.action} <span class={`tag ${TONES[event.outcome]}`}>{event.outcome}</span>
                  </td>
                  <td>
                    <Subject event={event} />
                  </td>
                  <td>
                    <code>{event.address}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
        {next !== null && (
          <p>
            <a href={`/ops/events?before=${next}`}>Older</a>
          </p>
        )}
      </section>
    </Page>
  );
}

function Subject({ event: { subject, details } }: { event: OperatorEvent }) {
  if (subject === null) return details ? <code>{JSON.stringify(details)}</code> : <>–</>;
  const shown = subject.startsWith('op_') ? (
    <a href={`/ops/operations?q=${encodeURIComponent(subject)}`}>{subject}</a>
  ) : (
    subject
  );
  return (
    <code>
      {shown}
      {details && ` ${JSON.stringify(details)}`}
    </code>
  );
}
