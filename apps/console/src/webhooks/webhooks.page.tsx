import type { ConsoleSession, WebhookHealth } from '@roster/database';
import { webhookLink } from '../layout/links.js';
import { OrganizationSearch } from '../layout/organization-search.js';
import { Columns, Page, Scroll } from '../layout/page.js';
import { HealthTag, Pending } from './health.js';

interface WebhooksPageProps {
  readonly session: ConsoleSession;
  readonly endpoints: readonly WebhookHealth[];
  /** Whether there are more than are shown. */
  readonly isCut: boolean;
  /** The ID that the list is narrowed to; empty for all. */
  readonly organization: string;
  readonly now: Date;
}

/** The webhook endpoints of all organizations, those with a problem first. */
export function WebhooksPage({ session, endpoints, isCut, organization, now }: WebhooksPageProps) {
  return (
    <Page title="Webhook endpoints" session={session} part="/ops/webhooks">
      <h1>Webhook endpoints</h1>
      <OrganizationSearch action="/ops/webhooks" organization={organization} />
      <section class="card">
        {endpoints.length === 0 && (
          <p>{organization === '' ? 'There is no webhook endpoint.' : 'This organization has no webhook endpoint.'}</p>
        )}
        {endpoints.length > 0 && (
          <Scroll label="Webhook endpoints">
            <table class="stacks">
              <Columns names={['Endpoint', 'Organization, department', 'Health', 'Pending']} />
              <tbody>
                {endpoints.map((endpoint) => (
                  <Row endpoint={endpoint} now={now} />
                ))}
              </tbody>
            </table>
          </Scroll>
        )}
        {isCut && (
          <p class="hint">{`The first ${endpoints.length} are shown. Choose an organization to see all of its.`}</p>
        )}
      </section>
    </Page>
  );
}

function Row({ endpoint, now }: { endpoint: WebhookHealth; now: Date }) {
  const { id, url, description, organization_id, department_id } = endpoint;
  return (
    <tr>
      <td>
        <a href={webhookLink(id)}>
          {description && (
            <>
              {description}
              <br />
            </>
          )}
          <span title={url}>{new URL(url).host}</span>
        </a>
      </td>
      <td>
        <div>
          <code>{organization_id}</code>
        </div>
        <div>{department_id ? <code>{department_id}</code> : 'all departments'}</div>
      </td>
      <td>
        <HealthTag endpoint={endpoint} now={now} />
      </td>
      <td>
        <Pending endpoint={endpoint} now={now} />
      </td>
    </tr>
  );
}
