import type { ConsoleSession, InstalledWorkspace } from '@roster/database';
import { OrganizationSearch } from '../layout/organization-search.js';
import { Columns, Page, Scroll } from '../layout/page.js';
import { Moment } from '../layout/time.js';

interface WorkspacesPageProps {
  readonly session: ConsoleSession;
  /** The ID that the list is narrowed to; empty for all. */
  readonly organization: string;
  readonly workspaces: readonly InstalledWorkspace[];
  /** The workspace after which the next page begins; null on the last page. */
  readonly next: string | null;
}

/** The Slack workspaces that have the bot, of all organizations or of one. */
export function WorkspacesPage({ session, organization, workspaces, next }: WorkspacesPageProps) {
  return (
    <Page title="Slack workspaces" session={session} part="/ops/slack">
      <h1>Slack workspaces</h1>
      <OrganizationSearch action="/ops/slack" organization={organization} />
      <section class="card">
        {workspaces.length === 0 && (
          <p>{organization === '' ? 'No workspace has installed the bot.' : 'This organization has no workspace.'}</p>
        )}
        {workspaces.length > 0 && (
          <Scroll label="Slack workspaces">
            <table class="stacks">
              <Columns names={['Workspace', 'Organization', 'Status', 'Since (UTC)', 'Linked users']} />
              <tbody>
                {workspaces.map((workspace) => (
                  <Row workspace={workspace} />
                ))}
              </tbody>
            </table>
          </Scroll>
        )}
        {next !== null && (
          <p class="pages">
            <a href={`/ops/slack?${new URLSearchParams({ organization, after: next })}`}>Next page</a>
          </p>
        )}
      </section>
    </Page>
  );
}

function Row({ workspace }: { workspace: InstalledWorkspace }) {
  const { id, name, organization_id, organization_name, linked_users } = workspace;
  return (
    <tr>
      <td>
        <a href={`/ops/slack/${id}`}>
          {name ?? id}
          <br />
          <code>{id}</code>
        </a>
      </td>
      <td>
        {organization_name} <code>{organization_id ?? '–'}</code>
      </td>
      <td>
        <WorkspaceStatus workspace={workspace} />
      </td>
      <td>
        <Moment at={new Date(sinceOf(workspace))} withDate />
      </td>
      <td>{linked_users.toLocaleString('en')}</td>
    </tr>
  );
}

const REASONS = {
  uninstalled: 'the app was removed',
  tokens_revoked: 'Slack no longer accepts the token',
  reinstalled: 'installed again without a link',
  disconnected: 'by an owner or an operator',
} as const;

export function WorkspaceStatus({ workspace }: { workspace: InstalledWorkspace }) {
  const { status, disconnect_reason: reason } = workspace;
  if (status === 'connected') return <span class="tag good">connected</span>;
  if (reason === null) return <span class="tag wait">never connected</span>;
  return (
    <>
      <span class="tag bad">disconnected</span> {REASONS[reason]}
    </>
  );
}

/** When the status began, in RFC 3339. */
function sinceOf({ connected_at, disconnected_at, installed_at }: InstalledWorkspace): string {
  return connected_at ?? disconnected_at ?? installed_at;
}
