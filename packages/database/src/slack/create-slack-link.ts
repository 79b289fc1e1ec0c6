import { createHash, randomBytes } from 'node:crypto';
import type { Caller } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { recordAudit } from '../audit/record-audit.js';

const LIFETIME = '15 minutes';

export interface IssuedSlackLink {
  /** Shown once: only its hash is stored. */
  readonly token: string;
  /** RFC 3339, UTC. */
  readonly expires_at: string;
}

/** Allows whoever has the token to connect one Slack workspace with the caller's organization: once, within minutes. */
export async function createSlackLink(tx: EntityManager, caller: Caller): Promise<IssuedSlackLink> {
  const { organizationId, actor } = caller.principal;
  const token = randomBytes(32).toString('base64url');
  await tx.query('DELETE FROM slack_link_tokens WHERE organization_id = $1 AND expires_at < clock_timestamp()', [
    organizationId,
  ]);
  const [row]: [{ expires_at: Date }] = await tx.query(
    `INSERT INTO slack_link_tokens (token_hash, organization_id, actor_type, actor_id, channel, expires_at)
     VALUES ($1, $2, $3, $4, $5, clock_timestamp() + interval '${LIFETIME}') RETURNING expires_at`,
    [hashSlackSecret(token), organizationId, actor.type, actor.id, caller.channel],
  );
  const expires_at = row.expires_at.toISOString();
  await recordAudit(tx, caller, { action: 'slack.link.create', subject: organizationId, after: { expires_at } });
  return { token, expires_at };
}

/** Tokens and states are random, so a plain hash is enough. */
export function hashSlackSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
