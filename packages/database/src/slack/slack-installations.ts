import type { Actor, Caller, Channel, OrganizationId } from '@roster/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { recordAudit } from '../audit/record-changes.js';
import { SlackInstallation, type SlackLinkToken } from '../entities/slack.entity.js';
import { hashSecret } from '../secrets.js';

/** An installation to store. Its tokens are sealed: nothing here can read them. */
export type NewSlackInstallation = Omit<
  SlackInstallation,
  'organization_id' | 'bound_at' | 'created_at' | 'updated_at'
>;

/** A link that an owner created, with their organization. */
interface SlackLink {
  readonly hash: Buffer;
  readonly organizationName: string;
}

/** Events that Slack delivers late or again say nothing about later installations. Their times are in whole seconds. */
const INSTALLED_BEFORE = `updated_at < $2::timestamptz + interval '1 second'`;

/** Why a workspace was not connected. Nothing was changed. */
export class SlackBindingRefused extends Error {
  override readonly name = 'SlackBindingRefused';

  constructor(readonly reason: 'link_invalid' | 'bound_elsewhere') {
    super(`The workspace was not connected: ${reason}`);
  }
}

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

  /**
   * Stores an installation. A workspace that installs again gets new tokens and keeps its organization. With a link, the
   * workspace is connected in the same transaction.
   *
   * @throws SlackBindingRefused and stores nothing
   */
  async install(installation: NewSlackInstallation, linkHash: Buffer | null, traceId: string): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      await tx.upsert(SlackInstallation, installation, ['workspace_id']);
      if (linkHash !== null) await bind(tx, installation.workspace_id, linkHash, traceId);
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
   * Slack revoked the tokens: nothing can be sent until someone installs again. `happenedAt` is Slack's time of the event.
   */
  async forgetTokens(workspaceId: string, happenedAt: Date): Promise<void> {
    await this.dataSource.query(
      `UPDATE slack_installations SET key_id = NULL, sealed_tokens = NULL, updated_at = clock_timestamp()
       WHERE workspace_id = $1 AND ${INSTALLED_BEFORE}`,
      [workspaceId, happenedAt],
    );
  }

  /**
   * The bot was removed: nothing of the workspace stays, so that another installation needs an owner's link again.
   */
  async uninstall(workspaceId: string, happenedAt: Date, traceId: string): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const [rows]: [{ organization_id: OrganizationId | null }[], number] = await tx.query(
        `DELETE FROM slack_installations WHERE workspace_id = $1 AND ${INSTALLED_BEFORE} RETURNING organization_id`,
        [workspaceId, happenedAt],
      );
      if (rows.length === 0) return;
      for (const table of ['slack_identities', 'slack_channel_links'])
        await tx.query(`DELETE FROM ${table} WHERE team_id = $1`, [workspaceId]);
      await tx.query(
        `UPDATE slack_deliveries SET gave_up = 'uninstalled'
         WHERE workspace_id = $1 AND delivered_at IS NULL AND gave_up IS NULL`,
        [workspaceId],
      );
      const organizationId = rows[0]?.organization_id;
      if (!organizationId) return;
      const caller = callerOf(organizationId, { type: 'system', id: 'slack' }, 'slack', traceId);
      const before = { workspace_id: workspaceId };
      await recordAudit(tx, caller, { action: 'slack.unbind', subject: workspaceId, before });
    });
  }
}

/** Locks the link first, then the workspace. */
async function bind(tx: EntityManager, workspaceId: string, linkHash: Buffer, traceId: string): Promise<void> {
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

function callerOf(organizationId: OrganizationId, actor: Actor, channel: Channel, traceId: string): Caller {
  return { principal: { organizationId, actor, scopes: new Set() }, channel, traceId };
}
