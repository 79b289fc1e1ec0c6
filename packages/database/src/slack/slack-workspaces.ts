import {
  type ChangeOrigin,
  DomainError,
  type OrganizationId,
  type SlackUserLinkObject,
  type SlackWorkspaceObject,
  type UserId,
} from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { type Page, pageOf, rfc3339 } from '../sql.js';
import { forgetWorkspace, recordUnbind, unbindWorkspace } from './slack-binding.js';
import { CACHED_FOR } from './slack-identities.js';

/** The workspace object of a row `w` of `slack_installations`, for the organization that it belongs to or belonged to. */
export const WORKSPACE_COLUMNS = `
  w.workspace_id AS id, w.name,
  CASE WHEN w.organization_id IS NULL THEN 'disconnected' ELSE 'connected' END AS status,
  ${rfc3339('w.bound_at')} AS connected_at,
  CASE WHEN w.bound_by_id IS NOT NULL THEN json_build_object('type', w.bound_by_type, 'id', w.bound_by_id) END
    AS connected_by,
  ${rfc3339('w.unbound_at')} AS disconnected_at, w.unbind_reason AS disconnect_reason,
  CASE WHEN w.revoke_at IS NOT NULL THEN 'being_revoked' WHEN w.sealed_tokens IS NOT NULL THEN 'stored'
       WHEN w.token_hash IS NOT NULL THEN 'configured' ELSE 'none' END AS token,
  (SELECT count(*)::int FROM slack_identities i
   WHERE i.team_id = w.workspace_id AND i.organization_id = coalesce(w.organization_id, w.former_organization_id))
    AS linked_users`;

/** Those that are connected, and those that were and have not been connected to another organization since. */
export const OF_ORGANIZATION = '(w.organization_id = $1 OR w.former_organization_id = $1)';

interface WorkspaceListQuery {
  readonly organizationId: OrganizationId;
  readonly limit: number;
  /** The last workspace of the previous page. */
  readonly after?: string | undefined;
}

/** The workspaces of an organization, by ID. */
export async function listSlackWorkspaces(
  tx: EntityManager,
  { organizationId, limit, after }: WorkspaceListQuery,
): Promise<Page<SlackWorkspaceObject, string>> {
  const rows: SlackWorkspaceObject[] = await tx.query(
    `SELECT ${WORKSPACE_COLUMNS} FROM slack_installations w
     WHERE ${OF_ORGANIZATION} AND ($2::text IS NULL OR w.workspace_id > $2)
     ORDER BY w.workspace_id LIMIT $3`,
    [organizationId, after, limit + 1],
  );
  return pageOf(rows, limit, ({ id }) => id);
}

/** @throws DomainError SLACK_WORKSPACE_NOT_FOUND */
export async function readSlackWorkspace(
  tx: EntityManager,
  organizationId: OrganizationId,
  workspaceId: string,
): Promise<SlackWorkspaceObject> {
  const [workspace]: SlackWorkspaceObject[] = await tx.query(
    `SELECT ${WORKSPACE_COLUMNS} FROM slack_installations w WHERE ${OF_ORGANIZATION} AND w.workspace_id = $2`,
    [organizationId, workspaceId],
  );
  if (workspace === undefined) throw workspaceNotFound(workspaceId);
  return workspace;
}

/**
 * Ends the connection of a workspace, deletes its links and its history, and leaves its tokens to the bot, which revokes
 * them. Also deletes what was kept of a workspace that Slack had ended. Does nothing the second time.
 *
 * @throws DomainError SLACK_WORKSPACE_NOT_FOUND
 */
export async function disconnectSlackWorkspace(
  tx: EntityManager,
  origin: ChangeOrigin,
  organizationId: OrganizationId,
  workspaceId: string,
): Promise<void> {
  const [workspace]: { unbind_reason: string | null }[] = await tx.query(
    `SELECT w.unbind_reason FROM slack_installations w WHERE ${OF_ORGANIZATION} AND w.workspace_id = $2 FOR UPDATE`,
    [organizationId, workspaceId],
  );
  if (workspace === undefined) throw workspaceNotFound(workspaceId);
  if (workspace.unbind_reason === 'disconnected') return;
  const wasConnected = await unbindWorkspace(tx, origin, { workspaceId, organizationId }, 'disconnected');
  if (!wasConnected) await recordUnbind(tx, origin, organizationId, workspaceId, 'disconnected');
  // Not the operator's token in the configuration, and not those of an installation after the connection had ended.
  await tx.query(
    `UPDATE slack_installations
     SET unbind_reason = 'disconnected',
         revoke_at = CASE WHEN $2 AND sealed_tokens IS NOT NULL THEN clock_timestamp() ELSE revoke_at END
     WHERE workspace_id = $1`,
    [workspaceId, wasConnected],
  );
  await forgetWorkspace(tx, workspaceId);
}

interface UserLinkPosition {
  readonly workspaceId: string;
  readonly slackUserId: string;
}

interface UserLinkListQuery {
  readonly organizationId: OrganizationId;
  readonly workspaceId?: string | undefined;
  readonly userId?: UserId | undefined;
  readonly limit: number;
  /** The last link of the previous page. */
  readonly after?: UserLinkPosition | undefined;
}

/** The Slack users who are linked to members, by workspace and ID. */
export async function listSlackUsers(
  tx: EntityManager,
  { organizationId, workspaceId, userId, limit, after }: UserLinkListQuery,
): Promise<Page<SlackUserLinkObject, UserLinkPosition>> {
  const rows: SlackUserLinkObject[] = await tx.query(
    `SELECT i.team_id AS workspace_id, i.slack_user_id, i.user_id, i.how, ${rfc3339('i.created_at')} AS linked_at,
       CASE WHEN i.linked_by IS NOT NULL THEN json_build_object(
         'type', split_part(i.linked_by, ':', 1), 'id', substr(i.linked_by, strpos(i.linked_by, ':') + 1)) END AS linked_by,
       ${rfc3339(`(coalesce(i.cached_until, i.checked_until) - interval '${CACHED_FOR}')`)} AS checked_at
     FROM slack_identities i
     WHERE i.organization_id = $1 AND ($2::text IS NULL OR i.team_id = $2) AND ($3::text IS NULL OR i.user_id = $3)
       AND ($4::text IS NULL OR (i.team_id, i.slack_user_id) > ($4, $5::text))
     ORDER BY i.team_id, i.slack_user_id LIMIT $6`,
    [organizationId, workspaceId, userId, after?.workspaceId, after?.slackUserId, limit + 1],
  );
  return pageOf(rows, limit, (last) => ({ workspaceId: last.workspace_id, slackUserId: last.slack_user_id }));
}

function workspaceNotFound(workspaceId: string): DomainError {
  return new DomainError('SLACK_WORKSPACE_NOT_FOUND', { workspace_id: workspaceId });
}
