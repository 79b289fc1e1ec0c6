import type { ConsoleSession, WebhookHealth } from '@roster/database';
import { mayInConsole, type WebhookAttemptObject, type WebhookDeliveryObject } from '@roster/domain';
import { webhookLink } from '../layout/links.js';
import { Columns, Page, Scroll } from '../layout/page.js';
import { duration, Moment } from '../layout/time.js';
import { HealthTag, Pending } from './health.js';

/** What an operator can have sent again. */
const REPLAYS = { hour: 'The last hour', day: 'The last 24 hours', week: 'The last 7 days' } as const;

interface WebhookPageProps {
  readonly session: ConsoleSession;
  readonly endpoint: WebhookHealth;
  readonly deliveries: readonly WebhookDeliveryObject[];
  /** The address of the older deliveries; null on the last page. */
  readonly older: string | null;
  readonly now: Date;
}

/** An endpoint: its health, what was sent to it and how it answered, and what can be done. */
export function WebhookPage({ session, endpoint, deliveries, older, now }: WebhookPageProps) {
  const { id, url, description } = endpoint;
  return (
    <Page title={description ?? url} session={session} part="/ops/webhooks">
      <h1>{description ?? 'Webhook endpoint'}</h1>
      <div class="columns">
        <section class="card">
          <h2>Details</h2>
          <Facts endpoint={endpoint} now={now} />
        </section>
        {mayInConsole(session.operator.role, 'webhook.replay') && <Replay session={session} id={id} />}
      </div>
      <section class="card">
        <h2>Deliveries, latest first (UTC)</h2>
        {deliveries.length === 0 && <p>Nothing was sent yet. Deliveries are kept for 37 days.</p>}
        {deliveries.length > 0 && <Deliveries deliveries={deliveries} />}
        {older !== null && (
          <nav class="pages" aria-label="Pages">
            <a href={webhookLink(id)}>First page</a>
            <a rel="next" href={older}>
              Older
            </a>
          </nav>
        )}
      </section>
    </Page>
  );
}

function Facts({ endpoint, now }: { endpoint: WebhookHealth; now: Date }) {
  const { id, url, organization_id, department_id, event_types, created_at, created_by } = endpoint;
  const organization = `/ops/operations?q=${encodeURIComponent(organization_id)}`;
  return (
    <dl class="facts">
      <dt>Health</dt>
      <dd>
        <HealthTag endpoint={endpoint} now={now} />
      </dd>
      <dt>Pending</dt>
      <dd>
        <Pending endpoint={endpoint} now={now} />
      </dd>
      <dt>URL</dt>
      <dd>
        <code>{url}</code>
      </dd>
      <dt>Endpoint</dt>
      <dd>
        <code>{id}</code>
      </dd>
      <dt>Organization</dt>
      <dd>
        <code>
          <a href={organization}>{organization_id}</a>
        </code>
      </dd>
      <dt>Department</dt>
      <dd>{department_id ? <code>{department_id}</code> : 'all departments'}</dd>
      <dt>Events</dt>
      <dd>{event_types?.join(', ') ?? 'all types'}</dd>
      <dt>Created</dt>
      <dd>
        <Moment at={new Date(created_at)} withDate /> {`by ${created_by.type} ${created_by.id}`}
      </dd>
    </dl>
  );
}

function Replay({ session, id }: { session: ConsoleSession; id: string }) {
  return (
    <section class="card">
      <h2>Replay</h2>
      <p class="hint">Sends events again, in order and with the same IDs, also those that were delivered.</p>
      <form class="filters" method="post" action={`${webhookLink(id)}/replay`}>
        <input type="hidden" name="csrf_token" value={session.csrfToken} />
        <label>
          Events of
          <select name="period">
            {Object.entries(REPLAYS).map(([value, text]) => (
              <option value={value}>{text}</option>
            ))}
          </select>
        </label>
        <p class="actions">
          <button type="submit">Send again</button>
        </p>
      </form>
    </section>
  );
}

const TONES = { delivered: 'good', pending: 'wait', dropped: 'bad' } as const;

function Deliveries({ deliveries }: { deliveries: readonly WebhookDeliveryObject[] }) {
  return (
    <Scroll label="Deliveries">
      <table class="stacks">
        <Columns names={['Created', 'Event', 'State', 'Attempts']} />
        <tbody>
          {deliveries.map(({ event_id, event_type, department_id, state, created_at, attempts }) => (
            <tr>
              <td>
                <Moment at={new Date(created_at)} withDate />
              </td>
              <td>
                {event_type}
                <br />
                <code>{event_id}</code>
                {department_id && (
                  <div>
                    <code>{department_id}</code>
                  </div>
                )}
              </td>
              <td>
                <span class={`tag ${TONES[state]}`}>{state}</span>
              </td>
              <td>{attempts.length === 0 ? 'none yet' : attempts.map((attempt) => <Attempt attempt={attempt} />)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Attempt({ attempt: { attempt, at, duration_ms, status, error, answer } }: { attempt: WebhookAttemptObject }) {
  const outcome = error ?? `answered with ${status}`;
  return (
    <div>
      <Moment at={new Date(at)} withDate /> {`no. ${attempt}: ${outcome}`}
      {duration_ms !== null && ` (${duration(duration_ms)})`}
      {answer && (
        <details>
          <summary>Answer</summary>
          <pre>{answer}</pre>
        </details>
      )}
    </div>
  );
}
