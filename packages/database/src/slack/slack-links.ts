import type { Caller } from '@roster/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { recordAudit } from '../audit/record-changes.js';
import { hashSecret, newSecret } from '../secrets.js';

const LINK_LIFETIME = '15 minutes';
const STATE_LIFETIME = '10 minutes';

export interface IssuedSlackLink {
  /** Shown once: only its hash is stored. */
  readonly token: string;
  /** RFC 3339, UTC. */
  readonly expires_at: string;
}

/** Issues a token that connects one Slack workspace to the caller's organization: once, within minutes. */
export async function createSlackLink(tx: EntityManager, caller: Caller): Promise<IssuedSlackLink> {
  const { organizationId, actor } = caller.principal;
  const token = newSecret();
  await tx.query('DELETE FROM slack_link_tokens WHERE organization_id = $1 AND expires_at < clock_timestamp()', [
    organizationId,
  ]);
  const [row]: [{ expires_at: Date }] = await tx.query(
    `INSERT INTO slack_link_tokens (token_hash, organization_id, actor_type, actor_id, channel, expires_at)
     VALUES ($1, $2, $3, $4, $5, clock_timestamp() + interval '${LINK_LIFETIME}') RETURNING expires_at`,
    [hashSecret(token), organizationId, actor.type, actor.id, caller.channel],
  );
  const expires_at = row.expires_at.toISOString();
  await recordAudit(tx, caller, { action: 'slack.link.create', subject: organizationId, after: { expires_at } });
  return { token, expires_at };
}

/** Installations that were started in a browser. A state is valid once, on whichever node the browser comes back to. */
export class SlackOauthStates {
  constructor(private readonly dataSource: DataSource) {}

  async put(state: string, installOptions: object): Promise<void> {
    await this.dataSource.query('DELETE FROM slack_oauth_states WHERE expires_at < clock_timestamp()');
    await this.dataSource.query(
      `INSERT INTO slack_oauth_states (state_hash, install_options, expires_at)
       VALUES ($1, $2, clock_timestamp() + interval '${STATE_LIFETIME}')`,
      [hashSecret(state), JSON.stringify(installOptions)],
    );
  }

  /** The options of the installation; null when the state is unknown, used or expired. */
  async take(state: string): Promise<object | null> {
    const [rows]: [{ install_options: object; fresh: boolean }[], number] = await this.dataSource.query(
      `DELETE FROM slack_oauth_states WHERE state_hash = $1
       RETURNING install_options, expires_at > clock_timestamp() AS fresh`,
      [hashSecret(state)],
    );
    const [row] = rows;
    return row?.fresh ? row.install_options : null;
  }
}
