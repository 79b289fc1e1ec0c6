import { hashSecret, type SlackInstallation, type SlackInstallations } from '@roster/database';
import { type OrganizationId, organizationIdSchema } from '@roster/domain';
import { type Logger, newTraceContext } from '@roster/runtime';
import type { WebClient } from '@slack/web-api';
import type { InstallationTokens } from './installation-tokens.js';
import { WorkspaceClient } from './workspace-client.js';

/** What the bot asks for at an installation. `manifest.yaml` lists the same; docs/slack.md says why. */
export const BOT_SCOPES = [
  'channels:join',
  'channels:read',
  'chat:write',
  'commands',
  'groups:read',
  'usergroups:read',
  'users:read',
  'users:read.email',
] as const;

interface SlackAccess {
  readonly apiUrl: string;
  /** The token of the only workspace; undefined when workspaces install the bot by OAuth. */
  readonly botToken?: string | undefined;
}

/** A workspace that has the bot, with clients for Slack's Web API. */
export interface Workspace {
  /** The id of the installation: the team's or the enterprise's. */
  readonly workspaceId: string;
  readonly teamId: string;
  readonly enterpriseId: string | null;
  /** Null: no owner of an organization has connected it yet. */
  readonly organizationId: OrganizationId | null;
  /** Waits as long as Slack asks for, and tries again. */
  readonly client: WebClient;
  /** Fails at once, for what cannot wait or is sent again from Postgres. */
  readonly noRetryClient: WebClient;
}

/** Of a call to Slack, in milliseconds. */
const TIMEOUT_MS = 10_000;

/** All clients are dropped when there are more, those of revoked tokens too. */
const MOST_CLIENTS = 1_000;

/** The workspaces and their tokens. They are read from Postgres each time, so an uninstallation counts at once on every node. */
export class Workspaces {
  private readonly clients = new Map<string, WebClient>();

  constructor(
    private readonly installations: SlackInstallations,
    /** Null when the bot has one workspace only. */
    private readonly tokens: InstallationTokens | null,
    private readonly slack: SlackAccess,
    private readonly logger: Logger,
  ) {}

  /**
   * Null when the bot is not installed there, or its tokens were revoked.
   *
   * @throws TokenNotRenewed
   */
  async find(teamId: string, enterpriseId: string | null): Promise<Workspace | null> {
    const found = await this.installations.find(teamId, enterpriseId);
    const token = found && (await this.tokenOf(found));
    if (!token) return null;
    const { workspace_id: workspaceId } = found;
    return {
      workspaceId,
      teamId,
      enterpriseId: found.enterprise_id,
      organizationId: found.organization_id === null ? null : organizationIdSchema.parse(found.organization_id),
      client: this.client(token, { workspaceId, teamId }, true),
      noRetryClient: this.client(token, { workspaceId, teamId }, false),
    };
  }

  /** The configured token belongs to one workspace only, whose row has its hash. */
  private async tokenOf(found: SlackInstallation): Promise<string | null> {
    if (this.tokens !== null) return this.tokens.valid(found);
    const { botToken } = this.slack;
    return botToken !== undefined && found.token_hash?.equals(hashSecret(botToken)) ? botToken : null;
  }

  private client(token: string, of: { workspaceId: string; teamId: string }, retries: boolean): WebClient {
    const key = `${retries} ${of.teamId} ${token}`;
    const known = this.clients.get(key);
    if (known) return known;
    const options = {
      slackApiUrl: this.slack.apiUrl,
      teamId: of.teamId,
      timeout: TIMEOUT_MS,
      rejectRateLimitedCalls: !retries,
      retryConfig: { retries: retries ? 2 : 0, minTimeout: 200 },
    };
    const client = new WorkspaceClient(token, options, () => this.refused(of.workspaceId, token));
    if (this.clients.size >= MOST_CLIENTS) this.clients.clear();
    this.clients.set(key, client);
    return client;
  }

  /** Slack no longer accepts the token. Nothing happens when another one has been stored since. */
  private async refused(workspaceId: string, token: string): Promise<void> {
    const found = await this.installations.find(workspaceId, null);
    if (found === null) return;
    const stored = found.sealed_tokens === null ? this.slack.botToken : this.tokens?.stored(found)?.token;
    if (stored !== token) return;
    const { traceId } = newTraceContext();
    await this.installations.loseRefusedTokens(workspaceId, found.sealed_tokens, traceId);
    this.logger.warn(
      { workspace_id: workspaceId, trace_id: traceId },
      'Slack no longer accepts the token of a workspace',
    );
  }
}
