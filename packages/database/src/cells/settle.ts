import { setTimeout as delay } from 'node:timers/promises';
import type { OrganizationId } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { REQUEST_LEASE } from '../slack/slack-inbox.js';
import { DELIVERY_LEASE } from '../slack/slack-outbox.js';

/** What is written in the transaction of each change: a transaction that changes an organization holds a lock on one of these. */
const WRITTEN_BY_CHANGES = ['operations', 'audit_events', 'stored_answers', 'webhook_attempts', 'slack_channel_links'];

/** What is written when a process leases something that it then sends. */
const WRITTEN_BY_LEASES = [
  'webhook_lanes',
  'slack_deliveries',
  'slack_requests',
  'slack_installations',
  'membership_requests',
];

const POLL_MS = 200;

interface WaitOptions {
  /** After how long to give up, in milliseconds. */
  readonly timeoutMs: number;
  /** Seals the audit, where the workers' seals are not signed with a key that is not at hand. */
  readonly seal?: (() => Promise<unknown>) | undefined;
}

/**
 * Waits until nothing of a frozen organization changes any more: transactions that began before the freeze have ended, the
 * feed has told all events, all are sealed, no webhook is being sent, and no Slack bot works for it.
 *
 * @throws Error that says what is missing when the time is over
 */
export async function untilSettled(
  owner: DataSource,
  organizationId: OrganizationId,
  { timeoutMs, seal }: WaitOptions,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  const until = async (what: string, isSo: () => Promise<boolean>) => {
    while (!(await isSo())) {
      if (performance.now() > deadline)
        throw new Error(
          `${organizationId} stays frozen, but ${what}. Repeat the command, or unfreeze the organization.`,
        );
      await delay(POLL_MS);
    }
  };
  const writers = await runningWriters(owner);
  await until('a transaction from before the freeze goes on', async () => {
    const running = await runningWriters(owner);
    return !writers.some((writer) => running.includes(writer));
  });
  const last = await lastEvent(owner, organizationId);
  if (last !== null) {
    await until('no worker adds its last events to the feed', () => isTold(owner, organizationId, last));
    await until('no worker seals its last audit events', async () => {
      await seal?.();
      return isSealed(owner, last);
    });
  }
  await until('a webhook is being sent', () => noWebhookIsSent(owner, organizationId));
  await until('a Slack bot works for it', () => noBotWorks(owner, organizationId));
}

/**
 * Transactions that may have passed the fence before it was there. The trigger and `refuse_if_fenced` look for it after their
 * statement has locked its table, so one that has no lock yet will see it.
 */
async function runningWriters(owner: DataSource): Promise<string[]> {
  const rows: { id: string }[] = await owner.query(
    `SELECT DISTINCT virtualtransaction AS id FROM pg_locks
     WHERE locktype = 'relation' AND mode = 'RowExclusiveLock' AND granted AND pid <> pg_backend_pid()
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
       AND relation = ANY ($1::text[]::regclass[])`,
    [[...WRITTEN_BY_CHANGES, ...WRITTEN_BY_LEASES]],
  );
  return rows.map(({ id }) => id);
}

/** The number of the last event that this cell wrote; null when it wrote none. */
async function lastEvent(owner: DataSource, organizationId: OrganizationId): Promise<string | null> {
  const [{ last }] = await owner.query(
    `SELECT max(e.id) AS last FROM audit_events e, this_cell c
     WHERE e.organization_id = $1 AND e.id BETWEEN c.first_event_id AND c.end_event_id`,
    [organizationId],
  );
  return last;
}

async function isTold(owner: DataSource, organizationId: OrganizationId, last: string): Promise<boolean> {
  const [{ told }] = await owner.query(
    `SELECT r.scanned_to >= $2 AND NOT EXISTS (
       SELECT FROM unnest(r.gaps) AS gap
       JOIN audit_events e ON e.id >= lower(gap) AND e.id < upper(gap) AND e.organization_id = $1
     ) AS told FROM feed_relay r`,
    [organizationId, last],
  );
  return told;
}

async function isSealed(owner: DataSource, last: string): Promise<boolean> {
  const [{ sealed }] = await owner.query(
    `SELECT EXISTS (
       SELECT FROM audit_seals s, this_cell c WHERE s.to_id >= $1 AND s.to_id <= c.end_event_id
     ) AS sealed`,
    [last],
  );
  return sealed;
}

async function noWebhookIsSent(owner: DataSource, organizationId: OrganizationId): Promise<boolean> {
  const [{ idle }] = await owner.query(
    `SELECT NOT EXISTS (
       SELECT FROM webhook_lanes l JOIN webhook_endpoints e ON e.id = l.endpoint_id
       WHERE e.organization_id = $1 AND l.lease IS NOT NULL AND l.leased_until > clock_timestamp()
     ) AS idle`,
    [organizationId],
  );
  return idle;
}

/**
 * The leases of requests and messages have no owner, so their time tells whether one is running. One that waits for a repetition
 * within that time looks the same.
 */
async function noBotWorks(owner: DataSource, organizationId: OrganizationId): Promise<boolean> {
  const [{ idle }] = await owner.query(
    `WITH installations AS (
       SELECT workspace_id, renewing_until FROM slack_installations
       WHERE coalesce(organization_id, former_organization_id) = $1
     )
     SELECT NOT EXISTS (SELECT FROM installations WHERE renewing_until > clock_timestamp())
        AND NOT EXISTS (
          SELECT FROM slack_requests r JOIN installations USING (workspace_id)
          WHERE r.finished_at IS NULL
            AND r.due_at BETWEEN clock_timestamp() AND clock_timestamp() + interval '${REQUEST_LEASE}')
        AND NOT EXISTS (
          SELECT FROM slack_deliveries d JOIN installations USING (workspace_id)
          WHERE d.delivered_at IS NULL AND d.gave_up IS NULL AND d.attempts > 0
            AND d.next_at BETWEEN clock_timestamp() AND clock_timestamp() + interval '${DELIVERY_LEASE}') AS idle`,
    [organizationId],
  );
  return idle;
}
