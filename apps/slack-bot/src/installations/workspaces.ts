import type { SlackInstallations } from '@roster/database';
import { type OrganizationId, organizationIdSchema } from '@roster/domain';
import type { InstallProvider } from '@slack/oauth';
import { WebClient } from '@slack/web-api';
import type { BotConfig } from '../config.js';

/** A workspace that has the bot, and a way to speak to it. */
export interface Workspace {
  /** Of the installation: the team's, or the enterprise's. */
  readonly workspaceId: string;
  readonly teamId: string;
  readonly enterpriseId: string | null;
  /** Null: no owner has connected it yet. */
  readonly organizationId: OrganizationId | null;
  /** Waits when Slack asks for it, and tries again. */
  readonly client: WebClient;
  /** Fails at once: what it sends is tried again from Postgres. */
  readonly hastyClient: WebClient;
}

/** How long a call to Slack may take, in milliseconds. */
const TIMEOUT_MS = 10_000;

/** Clients are made anew when there are more; those of revoked tokens go that way too. */
const MOST_CLIENTS = 1_000;

/** The workspaces with their tokens. Read from Postgres each time: an uninstallation counts at once, on every node. */
export class Workspaces {
  private readonly clients = new Map<string, WebClient>();

  constructor(
    private readonly installations: SlackInstallations,
    private readonly installer: InstallProvider | null,
    private readonly config: BotConfig,
  ) {}

  /** Null when the bot is not installed there, or its tokens were revoked. */
  async find(teamId: string, enterpriseId: string | null): Promise<Workspace | null> {
    const found = await this.installations.find(teamId, enterpriseId);
    if (found === null) return null;
    const isEnterpriseInstall = found.workspace_id === found.enterprise_id;
    // The configured token is that of the one workspace whose row has none.
    const token = found.sealed_tokens ? await this.token(found, isEnterpriseInstall) : this.config.botToken;
    if (!token) return null;
    return {
      workspaceId: found.workspace_id,
      teamId,
      enterpriseId: found.enterprise_id,
      organizationId: found.organization_id === null ? null : organizationIdSchema.parse(found.organization_id),
      client: this.client(token, teamId, 'patient'),
      hastyClient: this.client(token, teamId, 'hasty'),
    };
  }

  /** A token that expires is renewed here, by the library that knows how. */
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

  private client(token: string, teamId: string, temper: 'patient' | 'hasty'): WebClient {
    const key = `${temper} ${teamId} ${token}`;
    const known = this.clients.get(key);
    if (known) return known;
    const client = new WebClient(token, {
      slackApiUrl: this.config.apiUrl,
      teamId,
      timeout: TIMEOUT_MS,
      rejectRateLimitedCalls: temper === 'hasty',
      retryConfig: { retries: temper === 'hasty' ? 0 : 2, minTimeout: 200 },
    });
    if (this.clients.size >= MOST_CLIENTS) this.clients.clear();
    this.clients.set(key, client);
    return client;
  }
}
