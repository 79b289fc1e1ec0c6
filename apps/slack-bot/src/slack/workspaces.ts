import type { SlackInstallations } from '@roster/database';
import { type OrganizationId, organizationIdSchema } from '@roster/domain';
import { newTraceContext } from '@roster/runtime';
import type { InstallProvider } from '@slack/oauth';
import { WebClient } from '@slack/web-api';

/** What the bot asks for at an installation. `manifest.yaml` lists the same; docs/slack.md says why. */
export const BOT_SCOPES = ['chat:write', 'commands', 'usergroups:read', 'users:read', 'users:read.email'] as const;

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
    private readonly installer: InstallProvider | null,
    private readonly slack: SlackAccess,
  ) {}

  /** Null when the bot is not installed there, or its tokens were revoked. */
  async find(teamId: string, enterpriseId: string | null): Promise<Workspace | null> {
    const found = await this.installations.find(teamId, enterpriseId);
    if (found === null) return null;
    const isEnterpriseInstall = found.workspace_id === found.enterprise_id;
    // The configured token belongs to the only workspace, whose row has none.
    const token = found.sealed_tokens ? await this.token(found, isEnterpriseInstall) : this.slack.botToken;
    if (!token) return null;
    return {
      workspaceId: found.workspace_id,
      teamId,
      enterpriseId: found.enterprise_id,
      organizationId: found.organization_id === null ? null : organizationIdSchema.parse(found.organization_id),
      client: this.client(token, teamId, true),
      noRetryClient: this.client(token, teamId, false),
    };
  }

  /** `@slack/oauth` renews a token that expires. */
  private async token(
    { team_id, enterprise_id }: { team_id: string | null; enterprise_id: string | null },
    isEnterpriseInstall: boolean,
  ): Promise<string | undefined> {
    const authorized = await this.installer?.authorize({
      teamId: isEnterpriseInstall ? undefined : (team_id ?? undefined),
      enterpriseId: enterprise_id ?? undefined,
      isEnterpriseInstall,
    });
    return authorized?.botToken;
  }

  private client(token: string, teamId: string, retries: boolean): WebClient {
    const key = `${retries} ${teamId} ${token}`;
    const known = this.clients.get(key);
    if (known) return known;
    const client = new WebClient(token, {
      slackApiUrl: this.slack.apiUrl,
      teamId,
      timeout: TIMEOUT_MS,
      rejectRateLimitedCalls: !retries,
      retryConfig: { retries: retries ? 2 : 0, minTimeout: 200 },
    });
    if (this.clients.size >= MOST_CLIENTS) this.clients.clear();
    this.clients.set(key, client);
    return client;
  }
}

/** The only workspace, whose token is configured. Its row has no token; it says which organization it belongs to. */
export class SingleWorkspace {
  constructor(
    private readonly installations: SlackInstallations,
    private readonly slack: SlackAccess,
  ) {}

  /**
   * Stores its row, under the id that Slack says the token is for. With the hash of a link it is connected too.
   *
   * @throws SlackBindingRefused
   */
  async register(linkHash: Buffer | null = null): Promise<void> {
    const client = new WebClient(this.slack.botToken, { slackApiUrl: this.slack.apiUrl, timeout: TIMEOUT_MS });
    const { team_id, team, user_id } = await client.auth.test().catch((cause: unknown) => {
      throw new Error('Slack does not accept SLACK_BOT_TOKEN, or cannot be reached', { cause });
    });
    if (team_id === undefined) throw new Error('SLACK_BOT_TOKEN does not belong to a workspace');
    await this.installations.install(
      {
        workspace_id: team_id,
        team_id,
        enterprise_id: null,
        name: team ?? null,
        bot_user_id: user_id ?? null,
        app_id: null,
        scopes: [...BOT_SCOPES],
        key_id: null,
        sealed_tokens: null,
        installed_by: null,
      },
      linkHash,
      newTraceContext().traceId,
    );
  }
}
