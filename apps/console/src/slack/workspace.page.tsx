import type { ConsoleSession, InstalledWorkspace, Names } from '@roster/database';
import { mayInConsole, type SlackUserLinkObject } from '@roster/domain';
import { Columns, Page, Scroll } from '../layout/page.js';
import { Moment } from '../layout/time.js';
import { WorkspaceStatus } from './workspaces.page.js';

interface WorkspacePageProps {
  readonly session: ConsoleSession;
  readonly workspace: InstalledWorkspace;
  readonly users: readonly SlackUserLinkObject[];
  readonly names: Names;
  /** The Slack user after whom the next page begins; null on the last page. */
  readonly next: string | null;
}

/** One workspace: to whom it belongs, and which Slack users are linked to members. */
export function WorkspacePage({ session, workspace, users, names, next }: WorkspacePageProps) {
  const { id, name } = workspace;
  return (
    <Page title={name ?? id} session={session} part="/ops/slack">
      <h1>{name ?? id}</h1>
      <Facts workspace={workspace} />
      {mayInConsole(session.operator.role, 'slack.disconnect') && canBeDisconnected(workspace) && (
        <section class="card">
          <h2>Actions</h2>
          <div class="actions">
            <a class="button" href={`/ops/slack/${id}/disconnect`}>
              Disconnect…
            </a>
          </div>
        </section>
      )}
      <section class="card">
        <h2>Linked users</h2>
        {users.length === 0 && <p>No Slack user is linked to a member.</p>}
        {users.length > 0 && (
          <Scroll label="Linked users">
            <table class="stacks">
              <Columns names={['Slack user', 'Member', 'Linked by', 'Linked (UTC)', '']} />
              <tbody>
                {users.map((user) => (
                  <User session={session} workspace={workspace} user={user} names={names} />
                ))}
              </tbody>
            </table>
          </Scroll>
        )}
        {next !== null && (
          <p class="pages">
            <a href={`/ops/slack/${id}?after=${next}`}>Next page</a>
          </p>
        )}
      </section>
    </Page>
  );
}

/** Also one that Slack has ended: what was kept of it is deleted then. */
function canBeDisconnected({ organization_id, disconnect_reason }: InstalledWorkspace): boolean {
  return organization_id !== null && disconnect_reason !== 'disconnected';
}

const TOKENS = {
  stored: 'stored, encrypted',
  configured: 'in SLACK_BOT_TOKEN',
  being_revoked: 'waits for the bot to revoke it',
  none: 'none',
} as const;

function Facts({ workspace }: { workspace: InstalledWorkspace }) {
  const { id, organization_id, organization_name, connected_at, connected_by, disconnected_at, token } = workspace;
  return (
    <section class="card">
      <h2>Details</h2>
      <dl class="facts">
        <dt>Workspace</dt>
        <dd>
          <code>{id}</code>
        </dd>
        <dt>Status</dt>
        <dd>
          <WorkspaceStatus workspace={workspace} />
        </dd>
        {organization_id !== null && (
          <>
            <dt>Organization</dt>
            <dd>
              {organization_name}{' '}
              <code>
                <a href={`/ops/slack?organization=${organization_id}`}>{organization_id}</a>
              </code>
            </dd>
          </>
        )}
        <Time name="Installed (UTC)" at={workspace.installed_at} />
        <Time name="Connected (UTC)" at={connected_at} />
        {connected_by !== null && (
          <>
            <dt>Connected by</dt>
            <dd>
              {connected_by.type} <code>{connected_by.id}</code>
            </dd>
          </>
        )}
        <Time name="Disconnected (UTC)" at={disconnected_at} />
        <dt>Token</dt>
        <dd>{TOKENS[token]}</dd>
      </dl>
    </section>
  );
}

function Time({ name, at }: { name: string; at: string | null }) {
  if (at === null) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <Moment at={new Date(at)} withDate />
      </dd>
    </>
  );
}

interface UserProps extends Pick<WorkspacePageProps, 'session' | 'workspace' | 'names'> {
  readonly user: SlackUserLinkObject;
}

function User({ session, workspace, user, names }: UserProps) {
  const { slack_user_id, user_id, how, linked_at, linked_by } = user;
  return (
    <tr>
      <td>
        <code>{slack_user_id}</code>
      </td>
      <td>
        {names.member(workspace.organization_id ?? '', user_id)} <code>{user_id}</code>
      </td>
      <td>
        {how === 'email' && 'e-mail address'}
        {linked_by !== null && (
          <>
            {linked_by.type} <code>{linked_by.id}</code>
          </>
        )}
      </td>
      <td>
        <Moment at={new Date(linked_at)} withDate />
      </td>
      <td>
        {mayInConsole(session.operator.role, 'slack.unlink') && (
          <form method="post" action={`/ops/slack/${workspace.id}/users/${slack_user_id}/unlink`}>
            <input type="hidden" name="csrf_token" value={session.csrfToken} />
            <button type="submit" aria-label={`Unlink ${slack_user_id}`}>
              Unlink
            </button>
          </form>
        )}
      </td>
    </tr>
  );
}

/** Says what will be lost, and asks. */
export function DisconnectPage({ session, workspace }: Pick<WorkspacePageProps, 'session' | 'workspace'>) {
  const { id, name, organization_name, linked_users } = workspace;
  return (
    <Page title={`Disconnect ${name ?? id}`} session={session} part="/ops/slack">
      <h1>{`Disconnect ${name ?? id} from ${organization_name}?`}</h1>
      <section class="card">
        <ul>
          <li>Nobody in this workspace can use Roster any more.</li>
          <li>{`Linked users (${linked_users.toLocaleString('en')}) and linked channels are deleted.`}</li>
          <li>Messages that were not sent yet are dropped. Open membership requests stay.</li>
          <li>The bot revokes its token in Slack. One in SLACK_BOT_TOKEN stays as it is.</li>
          <li>To connect the workspace again, an owner of the organization needs to create a new link.</li>
        </ul>
        <div class="actions">
          <form method="post" action={`/ops/slack/${id}/disconnect`}>
            <input type="hidden" name="csrf_token" value={session.csrfToken} />
            <button type="submit" class="primary">
              Disconnect
            </button>
          </form>
          <a class="button" href={`/ops/slack/${id}`}>
            Cancel
          </a>
        </div>
      </section>
    </Page>
  );
}
