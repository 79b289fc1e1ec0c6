import type { ChangeOrigin, OrganizationId, SlackDisconnectReason } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { recordChanges } from '../audit/record-changes.js';
import type { SlackLinkToken } from '../entities/slack.entity.js';
import { FOLLOW } from './announcements/announcement-statements.js';

/** Why a workspace was not connected. Nothing was changed. */
export class SlackBindingRefused extends Error {
  override readonly name = 'SlackBindingRefused';

  constructor(readonly reason: 'link_invalid' | 'bound_elsewhere') {
    super(`The workspace was not connected: ${reason}`);
  }
}

/**
 * Connects an installed workspace, whose row the transaction has locked, to the organization of the link.
 *
 * @throws SlackBindingRefused
 */
export async function bindWorkspace(
  tx: EntityManager,
  workspaceId: string,
  linkHash: Buffer,
  traceId: string,
): Promise<void> {
  const [[link]]: [SlackLinkToken[], number] = await tx.query(
    `UPDATE slack_link_tokens SET used_at = clock_timestamp()
     WHERE token_hash = $1 AND used_at IS NULL AND expires_at > clock_timestamp()
     RETURNING *`,
    [linkHash],
  );
  if (link === undefined) throw new SlackBindingRefused('link_invalid');
  const { organization_id, actor_type, actor_id } = link;
  const [former]: unknown[] = await tx.query(
    'SELECT FROM slack_installations WHERE workspace_id = $1 AND former_organization_id <> $2',
    [workspaceId, organization_id],
  );
  if (former !== undefined) await forgetWorkspace(tx, workspaceId);
  const [bound]: [unknown[], number] = await tx.query(
    `UPDATE slack_installations
     SET organization_id = $2, bound_at = coalesce(bound_at, clock_timestamp()), bound_by_type = $3, bound_by_id = $4,
         former_organization_id = NULL, unbound_at = NULL, unbind_reason = NULL
     WHERE workspace_id = $1 AND (organization_id IS NULL OR organization_id = $2) RETURNING workspace_id`,
    [workspaceId, organization_id, actor_type, actor_id],
  );
  if (bound.length === 0) throw new SlackBindingRefused('bound_elsewhere');
  await tx.query(FOLLOW);
  const origin: ChangeOrigin = { actor: { type: actor_type, id: actor_id }, channel: link.channel, traceId };
  await recordChanges(tx, origin, organization_id as OrganizationId, [
    { action: 'slack.bind', subject: workspaceId, after: { workspace_id: workspaceId } },
  ]);
}

/** Ends the connection of a workspace to the organization. False when there is none. */
export async function unbindWorkspace(
  tx: EntityManager,
  origin: ChangeOrigin,
  { workspaceId, organizationId }: { readonly workspaceId: string; readonly organizationId: OrganizationId },
  reason: SlackDisconnectReason,
): Promise<boolean> {
  const [rows]: [unknown[], number] = await tx.query(
    `UPDATE slack_installations
     SET organization_id = NULL, bound_at = NULL, bound_by_type = NULL, bound_by_id = NULL,
         former_organization_id = organization_id, unbound_at = clock_timestamp(), unbind_reason = $3
     WHERE workspace_id = $1 AND organization_id = $2 RETURNING workspace_id`,
    [workspaceId, organizationId, reason],
  );
  if (rows.length === 0) return false;
  await tx.query(
    `UPDATE slack_deliveries SET gave_up = $2
     WHERE workspace_id = $1 AND delivered_at IS NULL AND gave_up IS NULL`,
    [workspaceId, reason],
  );
  await recordUnbind(tx, origin, organizationId, workspaceId, reason);
  return true;
}

export async function recordUnbind(
  tx: EntityManager,
  origin: ChangeOrigin,
  organizationId: OrganizationId,
  workspaceId: string,
  reason: SlackDisconnectReason,
): Promise<void> {
  const before = { workspace_id: workspaceId, reason };
  await recordChanges(tx, origin, organizationId, [{ action: 'slack.unbind', subject: workspaceId, before }]);
}

/** Deletes the links of a workspace to members and departments, and the history of what was changed there. */
export async function forgetWorkspace(tx: EntityManager, workspaceId: string): Promise<void> {
  for (const table of ['slack_identities', 'slack_channel_links'])
    await tx.query(`DELETE FROM ${table} WHERE team_id = $1`, [workspaceId]);
  await tx.query('UPDATE slack_requests SET results = NULL WHERE workspace_id = $1 AND results IS NOT NULL', [
    workspaceId,
  ]);
}

/** Slack itself, as the origin of what it reports. */
export function slackAsOrigin(traceId: string): ChangeOrigin {
  return { actor: { type: 'system', id: 'slack' }, channel: 'slack', traceId };
}
