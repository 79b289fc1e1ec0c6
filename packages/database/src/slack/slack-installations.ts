import type { OrganizationId } from '@roster/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { SlackInstallation } from '../entities/slack.entity.js';
import { hashSecret } from '../secrets.js';
import { bindWorkspace, forgetWorkspace, slackAsOrigin, unbindWorkspace } from './slack-binding.js';
import { type NewSlackDelivery, writeDeliveries } from './slack-outbox.js';

/** An installation to store. Its tokens are sealed: nothing here can read them. */
export type NewSlackInstallation = Omit<
  SlackInstallation,
  | 'organization_id'
  | 'bound_at'
  | 'bound_by_type'
  | 'bound_by_id'
  | 'former_organization_id'
  | 'unbound_at'
  | 'unbind_reason'
  | 'created_at'
  | 'updated_at'
  | 'renewing_until'
  | 'revoke_at'
>;

interface InstallOptions {
  /** The hash of the owner's link that connects the workspace. */
  readonly linkHash: Buffer | null;
  /** The tokens before these no longer work, or cannot be read: the bot had been removed, or its key was lost. */
  readonly isReinstall: boolean;
  /** The message to the person who installed; `organizationName` is null while the workspace is not connected. */
  readonly welcome?: (organizationName: string | null) => NewSlackDelivery | null;
  readonly traceId: string;
}

/** A link that an owner created, with their organization. */
interface SlackLink {
  readonly hash: Buffer;
  readonly organizationName: string;
}

type BoundRow = Pick<SlackInstallation, 'token_hash'> & { readonly organization_id: OrganizationId | null };

/** Events that Slack delivers late or again say nothing about later installations. Their times are in whole seconds. */
const INSTALLED_BEFORE = `updated_at < $2::timestamptz + interval '1 second'`;

/** The workspaces that installed the bot, with the organization of each. */
export class SlackInstallations {
  constructor(private readonly dataSource: DataSource) {}

  /** The workspace's own installation, or else that of its enterprise. */
  async find(teamId: string | null, enterpriseId: string | null): Promise<SlackInstallation | null> {
    const manager = this.dataSource.manager;
    const own = teamId === null ? null : await manager.findOneBy(SlackInstallation, { workspace_id: teamId });
    if (own !== null || enterpriseId === null) return own;
    return manager.findOneBy(SlackInstallation, { workspace_id: enterpriseId });
  }

  /** The ID of a key that sealed stored tokens, when there are such tokens and these keys open none of them; else null. */
  async findMissingKey(keyIds: readonly string[]): Promise<string | null> {
    const [row]: { key_id: string }[] = await this.dataSource.query(
      `SELECT key_id FROM slack_installations WHERE key_id IS NOT NULL
         AND NOT EXISTS (SELECT FROM slack_installations WHERE key_id = ANY ($1))
       LIMIT 1`,
      [keyIds],
    );
    return row?.key_id ?? null;
  }

  /**
   * Stores an installation. A workspace keeps its organization when it grants more scopes; a reinstallation needs a
   * link. With a link, the workspace is connected in the same transaction.
   *
   * @throws SlackBindingRefused and stores nothing
   */
  async install(installation: NewSlackInstallation, options: InstallOptions): Promise<void> {
    const { linkHash, isReinstall, welcome, traceId } = options;
    const { workspace_id: workspaceId, token_hash } = installation;
    await this.dataSource.transaction(async (tx) => {
      const before = await lockInstallation(tx, workspaceId);
      const otherToken = before?.token_hash && token_hash && !before.token_hash.equals(token_hash);
      if (before?.organization_id && (isReinstall || otherToken))
        await unbindWorkspace(
          tx,
          slackAsOrigin(traceId),
          { workspaceId, organizationId: before.organization_id },
          'reinstalled',
        );
      const current = { ...installation, renewing_until: null, revoke_at: null };
      await tx.upsert(SlackInstallation, current, ['workspace_id']);
      if (linkHash !== null) await bindWorkspace(tx, workspaceId, linkHash, traceId);
      const message = welcome?.(await organizationNameOf(tx, workspaceId));
      if (message) await writeDeliveries(tx, [message]);
    });
  }

  /** The organization of a valid link, else null: checked before a user is sent through Slack. */
  async checkLink(linkToken: string): Promise<SlackLink | null> {
    const hash = hashSecret(linkToken);
    const [row]: { organization_name: string }[] = await this.dataSource.query(
      `SELECT o.name AS organization_name FROM slack_link_tokens l JOIN organizations o ON o.id = l.organization_id
       WHERE l.token_hash = $1 AND l.used_at IS NULL AND l.expires_at > clock_timestamp()`,
      [hash],
    );
    return row === undefined ? null : { hash, organizationName: row.organization_name };
  }

  /**
   * Slack revoked the tokens: nothing can be sent until someone installs again, with an owner's link. Linked users and
   * channels are kept for the same organization. `happenedAt` is Slack's time of the event.
   */
  async loseTokens(workspaceId: string, happenedAt: Date, traceId: string): Promise<boolean> {
    return this.endTokens(workspaceId, INSTALLED_BEFORE, happenedAt, traceId);
  }

  /** The same, when Slack refused these tokens in a call. Tokens that were stored since are left alone. */
  async loseRefusedTokens(workspaceId: string, sealedTokens: Buffer | null, traceId: string): Promise<boolean> {
    return this.endTokens(workspaceId, 'sealed_tokens IS NOT DISTINCT FROM $2::bytea', sealedTokens, traceId);
  }

  /**
   * The bot was removed: nothing of the workspace stays, so that another installation needs an owner's link again.
   */
  async uninstall(workspaceId: string, happenedAt: Date, traceId: string): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const [before]: BoundRow[] = await tx.query(
        `SELECT organization_id FROM slack_installations WHERE workspace_id = $1 AND ${INSTALLED_BEFORE} FOR UPDATE`,
        [workspaceId, happenedAt],
      );
      if (before === undefined) return;
      if (before.organization_id)
        await unbindWorkspace(
          tx,
          slackAsOrigin(traceId),
          { workspaceId, organizationId: before.organization_id },
          'uninstalled',
        );
      await forgetWorkspace(tx, workspaceId);
      await tx.query('DELETE FROM slack_installations WHERE workspace_id = $1', [workspaceId]);
    });
  }

  /** False when no installation meets the condition. */
  private endTokens(workspaceId: string, condition: string, value: Date | Buffer | null, traceId: string) {
    return this.dataSource.transaction(async (tx) => {
      const [rows]: [BoundRow[], number] = await tx.query(
        `UPDATE slack_installations SET key_id = NULL, sealed_tokens = NULL, token_hash = NULL, revoke_at = NULL
         WHERE workspace_id = $1 AND ${condition} RETURNING organization_id`,
        [workspaceId, value],
      );
      const organizationId = rows[0]?.organization_id;
      if (organizationId)
        await unbindWorkspace(tx, slackAsOrigin(traceId), { workspaceId, organizationId }, 'tokens_revoked');
      return rows.length > 0;
    });
  }
}

async function lockInstallation(tx: EntityManager, workspaceId: string): Promise<BoundRow | undefined> {
  const [row]: BoundRow[] = await tx.query(
    'SELECT organization_id, token_hash FROM slack_installations WHERE workspace_id = $1 FOR UPDATE',
    [workspaceId],
  );
  return row;
}

async function organizationNameOf(tx: EntityManager, workspaceId: string): Promise<string | null> {
  const [row]: { name: string }[] = await tx.query(
    `SELECT o.name FROM slack_installations i JOIN organizations o ON o.id = i.organization_id
     WHERE i.workspace_id = $1`,
    [workspaceId],
  );
  return row?.name ?? null;
}
