import type { Actor, Caller, Channel, OrganizationId } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { recordAudit } from '../audit/record-changes.js';
import type { SlackLinkToken } from '../entities/slack.entity.js';

/** Why a workspace was not connected. Nothing was changed. */
export class SlackBindingRefused extends Error {
  override readonly name = 'SlackBindingRefused';

  constructor(readonly reason: 'link_invalid' | 'bound_elsewhere') {
    super(`The workspace was not connected: ${reason}`);
  }
}

/** Why a workspace no longer belongs to its organization, as the audit records it. */
export type UnbindReason = 'uninstalled' | 'tokens_revoked' | 'reinstalled' | 'disconnected';

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
  const [bound]: [unknown[], number] = await tx.query(
    `UPDATE slack_installations
     SET organization_id = $2, bound_at = coalesce(bound_at, clock_timestamp())
     WHERE workspace_id = $1 AND (organization_id IS NULL OR organization_id = $2) RETURNING workspace_id`,
    [workspaceId, link.organization_id],
  );
  if (bound.length === 0) throw new SlackBindingRefused('bound_elsewhere');
  const organizationId = link.organization_id as OrganizationId;
  const caller = callerOf(organizationId, { type: link.actor_type, id: link.actor_id }, link.channel, traceId);
  const after = { workspace_id: workspaceId };
  await recordAudit(tx, caller, { action: 'slack.bind', subject: workspaceId, after });
}

/** Ends the connection of a workspace to the caller's organization. False when there is none. */
export async function unbindWorkspace(
  tx: EntityManager,
  caller: Caller,
  workspaceId: string,
  reason: UnbindReason,
): Promise<boolean> {
  const [rows]: [unknown[], number] = await tx.query(
    `UPDATE slack_installations SET organization_id = NULL, bound_at = NULL
     WHERE workspace_id = $1 AND organization_id = $2 RETURNING workspace_id`,
    [workspaceId, caller.principal.organizationId],
  );
  if (rows.length === 0) return false;
  await tx.query(
    `UPDATE slack_deliveries SET gave_up = $2
     WHERE workspace_id = $1 AND delivered_at IS NULL AND gave_up IS NULL`,
    [workspaceId, reason],
  );
  const before = { workspace_id: workspaceId, reason };
  await recordAudit(tx, caller, { action: 'slack.unbind', subject: workspaceId, before });
  return true;
}

/** Forgets who is who in the workspace, and which channels are linked to departments. */
export async function forgetLinks(tx: EntityManager, workspaceId: string): Promise<void> {
  for (const table of ['slack_identities', 'slack_channel_links'])
    await tx.query(`DELETE FROM ${table} WHERE team_id = $1`, [workspaceId]);
}

/** Slack itself, as the actor of what it reports. */
export function slackAsCaller(organizationId: OrganizationId, traceId: string): Caller {
  return callerOf(organizationId, { type: 'system', id: 'slack' }, 'slack', traceId);
}

function callerOf(organizationId: OrganizationId, actor: Actor, channel: Channel, traceId: string): Caller {
  return { principal: { organizationId, actor, scopes: new Set() }, channel, traceId };
}
