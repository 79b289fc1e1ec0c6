import type { DataSource } from 'typeorm';
import type { SlackInstallation } from '../entities/slack.entity.js';
import type { Sealed } from '../secret-box.js';
import { IS_OPEN_INSTALLATION } from './open-workspaces.js';

/** How long one bot has for renewing the tokens of a workspace: longer than a call to Slack may take. */
const LEASE = '20 seconds';

/** After which a bot tries again to revoke tokens. */
const REVOKE_AGAIN = '1 minute';

/** Which bot renews the tokens of a workspace (https://docs.slack.dev/authentication/using-token-rotation), or revokes them. */
export class SlackTokens {
  constructor(private readonly dataSource: DataSource) {}

  /** True for one bot at a time: a refresh token works once. False also when other tokens were stored since, or the organization moves. */
  async leaseRenewal(workspaceId: string, sealedTokens: Buffer): Promise<boolean> {
    const [rows]: [unknown[], number] = await this.dataSource.query(
      `UPDATE slack_installations i SET renewing_until = clock_timestamp() + interval '${LEASE}'
       WHERE workspace_id = $1 AND sealed_tokens = $2
         AND (renewing_until IS NULL OR renewing_until < clock_timestamp()) AND ${IS_OPEN_INSTALLATION}
       RETURNING workspace_id`,
      [workspaceId, sealedTokens],
    );
    return rows.length > 0;
  }

  /** Stores renewed tokens and ends the lease. What was stored since, by an installation, stays. */
  async storeRenewed(workspaceId: string, before: Buffer, after: Sealed): Promise<void> {
    await this.dataSource.query(
      `UPDATE slack_installations SET sealed_tokens = $3, key_id = $4, renewing_until = NULL
       WHERE workspace_id = $1 AND sealed_tokens = $2`,
      [workspaceId, before, after.bytes, after.keyId],
    );
  }

  /** Leases the workspaces whose tokens have to be revoked: their organization has disconnected them. */
  async leaseRevocations(limit: number): Promise<SlackInstallation[]> {
    const [rows]: [SlackInstallation[], number] = await this.dataSource.query(
      `UPDATE slack_installations SET revoke_at = clock_timestamp() + interval '${REVOKE_AGAIN}'
       WHERE workspace_id IN (
         SELECT workspace_id FROM slack_installations i WHERE revoke_at <= clock_timestamp() AND ${IS_OPEN_INSTALLATION}
         ORDER BY revoke_at LIMIT $1 FOR UPDATE SKIP LOCKED)
       RETURNING *`,
      [limit],
    );
    return rows;
  }

  /**
   * Deletes the tokens that were leased for it and revoked; null when there were none. Tokens stored since then, by an
   * installation or a renewal, stay: then it returns false.
   */
  async deleteRevoked(workspaceId: string, revoked: Buffer | null): Promise<boolean> {
    const [rows]: [unknown[], number] = await this.dataSource.query(
      `UPDATE slack_installations SET sealed_tokens = NULL, key_id = NULL, revoke_at = NULL
       WHERE workspace_id = $1 AND revoke_at IS NOT NULL AND sealed_tokens IS NOT DISTINCT FROM $2
       RETURNING workspace_id`,
      [workspaceId, revoked],
    );
    return rows.length > 0;
  }
}
