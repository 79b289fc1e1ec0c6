import { type Caller, DomainError, type UserId } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { recordAudit } from '../audit/record-changes.js';
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
       cached_until = NULL, checked_until = NULL, linked_by = excluded.linked_by`,
    [workspaceId, slackUserId, organizationId, userId, `${actor.type}:${actor.id}`],
  );
  await recordAudit(tx, caller, {
    action: 'slack.user.link',
    userId,
    subject: userId,
    after: { workspace_id: workspaceId, slack_user_id: slackUserId },
  });
}
