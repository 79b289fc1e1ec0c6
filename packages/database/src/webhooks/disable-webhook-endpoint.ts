import type { OrganizationId, WebhookDisabledReason } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { recordChanges } from '../audit/record-changes.js';
import { type NewSlackDelivery, writeDeliveries } from '../slack/slack-outbox.js';

/** Why Roster itself disables an endpoint. */
type Reason = Exclude<WebhookDisabledReason, 'owner'>;

/** An endpoint that was disabled. */
export interface DisabledEndpoint {
  readonly id: string;
  readonly organization_id: OrganizationId;
  readonly url: string;
  readonly reason: Reason;
}

/** In Slack, after the name of the endpoint. */
const SENTENCES: Readonly<Record<Reason, string>> = {
  gone: 'It answered 410 Gone, so Roster sends it no more events.',
  exhausted:
    'All attempts to send it an event failed, so Roster disabled it. Once it works again, enable it, and it gets what it missed of the last 30 days, or of the time that the feed goes back if that is less.',
};

/** Owners and admins, each in the workspace that was connected first of those in which they are linked. */
const LINKED_ADMINS = `
  SELECT DISTINCT ON (p.user_id) w.workspace_id, i.team_id, i.slack_user_id
  FROM organization_members p
  JOIN slack_identities i ON i.organization_id = p.organization_id AND i.user_id = p.user_id
    AND (i.cached_until IS NULL OR i.cached_until > clock_timestamp())
  JOIN slack_installations w ON w.organization_id = p.organization_id AND w.team_id = i.team_id
  WHERE p.organization_id = $1 AND p.role IN ('owner', 'admin') AND p.deactivated_at IS NULL
  ORDER BY p.user_id, w.bound_at LIMIT 10`;

/**
 * Disables an endpoint that cannot be reached, or wants nothing any more. The audit says so, and the owners and admins of
 * the organization read it in Slack. Deliveries that are pending stay so.
 *
 * @returns null when it is disabled already
 */
export async function disableWebhookEndpoint(
  tx: EntityManager,
  id: string,
  reason: Reason,
  traceId: string,
): Promise<DisabledEndpoint | null> {
  const [[row]]: [Omit<DisabledEndpoint, 'reason'>[], number] = await tx.query(
    `UPDATE webhook_endpoints
     SET disabled_at = clock_timestamp(), disabled_reason = $2, updated_at = clock_timestamp()
     WHERE id = $1 AND disabled_at IS NULL RETURNING id, organization_id, url`,
    [id, reason],
  );
  if (row === undefined) return null;
  const disabled = { ...row, reason };
  const origin = { actor: { type: 'system', id: 'webhooks' }, channel: 'system', traceId } as const;
  const after = { disabled: true, disabled_reason: reason };
  const change = { action: 'webhook_endpoint.disable', subject: id, before: { disabled: false }, after } as const;
  await recordChanges(tx, origin, row.organization_id, [change]);
  await writeDeliveries(tx, await notices(tx, disabled, traceId));
  return disabled;
}

async function notices(
  tx: EntityManager,
  { id, organization_id, url, reason }: DisabledEndpoint,
  traceId: string,
): Promise<NewSlackDelivery[]> {
  const admins: { workspace_id: string; team_id: string; slack_user_id: string }[] = await tx.query(LINKED_ADMINS, [
    organization_id,
  ]);
  // A path may hold a secret, and a host has no character that Slack would take for markup.
  const text = `The webhook endpoint \`${id}\` at ${new URL(url).host} is disabled. ${SENTENCES[reason]}`;
  return admins.map(({ workspace_id, team_id, slack_user_id }) => ({
    id: `${id}:disabled:${traceId}:${slack_user_id}`,
    workspace_id,
    method: 'direct',
    target: { team: team_id, user: slack_user_id },
    payload: { text },
    trace_id: traceId,
  }));
}
