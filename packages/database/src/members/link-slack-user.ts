import {
  authorizeRole,
  type Caller,
  type ChangeOrigin,
  DomainError,
  type OrganizationId,
  originOf,
  type UserId,
} from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { recordAudit, recordChanges } from '../audit/record-changes.js';
import { authorizeMember } from './member-identity.js';
import { readMember } from './members.js';

/**
 * Links a Slack user to a member, whatever their e-mail addresses are.
 *
 * @throws DomainError MEMBER_NOT_FOUND, SLACK_WORKSPACE_NOT_FOUND, or PERMISSION_DENIED for a member who may
 *   do what the caller may not
 */
export async function linkSlackUser(
  tx: EntityManager,
  caller: Caller,
  link: { readonly workspaceId: string; readonly slackUserId: string; readonly userId: UserId },
): Promise<void> {
  const { workspaceId, slackUserId, userId } = link;
  const { organizationId, actor } = caller.principal;
  const [workspace]: { team_id: string | null }[] = await tx.query(
    `SELECT team_id FROM slack_installations WHERE workspace_id = $1 AND organization_id = $2`,
    [workspaceId, organizationId],
  );
  if (workspace === undefined) throw new DomainError('SLACK_WORKSPACE_NOT_FOUND', { workspace_id: workspaceId });
  const { role } = await readMember(tx, organizationId, userId, 'FOR NO KEY UPDATE');
  await authorizeMember(tx, caller.principal, userId, role);
  await tx.query(
    `INSERT INTO slack_identities (team_id, slack_user_id, organization_id, user_id, how, linked_by)
     VALUES ($1, $2, $3, $4, 'explicit', $5)
     ON CONFLICT (team_id, slack_user_id) DO UPDATE SET
       organization_id = excluded.organization_id, user_id = excluded.user_id, how = 'explicit',
       cached_until = NULL, checked_until = NULL, linked_by = excluded.linked_by, created_at = excluded.created_at`,
    [workspaceId, slackUserId, organizationId, userId, `${actor.type}:${actor.id}`],
  );
  await recordAudit(tx, caller, {
    action: 'slack.user.link',
    userId,
    subject: userId,
    after: { workspace_id: workspaceId, slack_user_id: slackUserId },
  });
}

interface SlackUserOfWorkspace {
  readonly workspaceId: string;
  readonly slackUserId: string;
}

/**
 * Ends the link of a Slack user. One that was made by e-mail address is made again when the user next uses Roster.
 *
 * @throws DomainError SLACK_USER_NOT_FOUND, or PERMISSION_DENIED for a member who may do what the caller may not
 */
export async function unlinkSlackUser(tx: EntityManager, caller: Caller, of: SlackUserOfWorkspace): Promise<void> {
  const { organizationId } = caller.principal;
  const userId = await deleteSlackLink(tx, originOf(caller), organizationId, of);
  // A transaction that is refused has deleted nothing.
  authorizeRole(caller.principal, (await readMember(tx, organizationId, userId)).role);
}

/**
 * The same on behalf of an operator, who belongs to no organization.
 *
 * @returns the member whom the Slack user was linked to
 * @throws DomainError SLACK_USER_NOT_FOUND
 */
export async function deleteSlackLink(
  tx: EntityManager,
  origin: ChangeOrigin,
  organizationId: OrganizationId,
  { workspaceId, slackUserId }: SlackUserOfWorkspace,
): Promise<UserId> {
  const [[link]]: [{ user_id: UserId; how: string }[], number] = await tx.query(
    `DELETE FROM slack_identities WHERE team_id = $1 AND slack_user_id = $2 AND organization_id = $3
     RETURNING user_id, how`,
    [workspaceId, slackUserId, organizationId],
  );
  if (link === undefined) {
    throw new DomainError('SLACK_USER_NOT_FOUND', { workspace_id: workspaceId, slack_user_id: slackUserId });
  }
  const { user_id: userId, how } = link;
  const before = { workspace_id: workspaceId, slack_user_id: slackUserId, how };
  await recordChanges(tx, origin, organizationId, [{ action: 'slack.user.unlink', userId, subject: userId, before }]);
  return userId;
}
