import { randomUUID } from 'node:crypto';
import {
  authorizeAction,
  authorizeIdentity,
  type Caller,
  type Member,
  type OrganizationRole,
  type Principal,
  type UserId,
} from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { type NewSlackDelivery, writeDeliveries } from '../slack/slack-outbox.js';

/**
 * Throws unless the principal may decide who signs in as this member: it takes all scopes of the role and, for the manager
 * of a department, what naming a manager takes.
 *
 * @throws DomainError PERMISSION_DENIED
 */
export async function authorizeMember(
  tx: EntityManager,
  principal: Principal,
  userId: UserId,
  role: OrganizationRole,
): Promise<void> {
  authorizeIdentity(principal, role);
  const managed: unknown[] = await tx.query(
    'SELECT FROM departments WHERE manager_user_id = $2 AND organization_id = $1 LIMIT 1',
    [principal.organizationId, userId],
  );
  if (managed.length > 0) authorizeAction(principal, 'department.write');
}

/** Whether these are two spellings of one address. */
export function isSameAddress(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/**
 * Tells the owner of a member's former e-mail address about the new one, as a direct message to each Slack user whom the
 * member was linked to. Links that were made by the former address end.
 */
export async function announceNewAddress(
  tx: EntityManager,
  { principal, traceId }: Caller,
  before: Member,
  after: Member,
): Promise<void> {
  const { organizationId } = principal;
  const links: { workspace_id: string; slack_user_id: string }[] = await tx.query(
    `SELECT s.workspace_id, i.slack_user_id
     FROM slack_identities i
     JOIN slack_installations s ON s.workspace_id = i.team_id AND s.organization_id = i.organization_id
     WHERE i.organization_id = $1 AND i.user_id = $2`,
    [organizationId, after.user_id],
  );
  const payload = addressNotice(before.email, after.email);
  const deliveries = links.map(
    ({ workspace_id, slack_user_id }): NewSlackDelivery => ({
      id: `address:${randomUUID()}`,
      workspace_id,
      method: 'direct',
      target: { team: workspace_id, user: slack_user_id },
      payload,
      trace_id: traceId,
    }),
  );
  await writeDeliveries(tx, deliveries);
  await tx.query(`DELETE FROM slack_identities WHERE organization_id = $1 AND user_id = $2 AND how = 'email'`, [
    organizationId,
    after.user_id,
  ]);
}

/** In the form of `chat.postMessage`. */
function addressNotice(before: string, after: string) {
  const text = `Your e-mail address in Roster was changed from \`${escaped(before)}\` to \`${escaped(after)}\`. From now on, sign in with the new address. If you did not expect this, tell an admin of your organization.`;
  return { text, blocks: [{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }] };
}

/** https://docs.slack.dev/messaging/formatting-message-text#escaping */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('`', 'ˋ');
}
