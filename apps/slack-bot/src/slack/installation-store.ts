import { randomBytes } from 'node:crypto';
import { type SlackInstallations, SlackOauthStates } from '@roster/database';
import { type Logger, newTraceContext } from '@roster/runtime';
import {
  type Installation,
  type InstallationStore,
  InstallProvider,
  type InstallURLOptions,
  type StateStore,
} from '@slack/oauth';
import { WebClient } from '@slack/web-api';
import type { DataSource } from 'typeorm';
import type { InstallationTokens, OauthSettings } from './installation-tokens.js';
import { boltLogger } from './slack-app.js';
import { welcomeDelivery } from './welcome.js';
import { isTokenRefused } from './workspace-client.js';

/** Of a call to Slack, in milliseconds. */
const TIMEOUT_MS = 10_000;

/** The installation by OAuth, with its data in Postgres. */
export function createInstaller(
  { clientId, clientSecret, apiUrl }: OauthSettings,
  ports: {
    readonly dataSource: DataSource;
    readonly installations: SlackInstallations;
    readonly tokens: InstallationTokens;
    readonly logger: Logger;
  },
): InstallProvider {
  return new InstallProvider({
    clientId,
    clientSecret,
    installationStore: new SealedInstallationStore(ports.installations, ports.tokens, apiUrl),
    stateStore: new SingleUseStateStore(new SlackOauthStates(ports.dataSource)),
    authorizationUrl: new URL('/oauth/v2/authorize', apiUrl).href,
    directInstall: true,
    clientOptions: { slackApiUrl: apiUrl },
    logger: boltLogger(ports.logger),
  });
}

/** Stores new installations with sealed tokens. Nothing reads them here: `Workspaces` does. */
class SealedInstallationStore implements InstallationStore {
  constructor(
    private readonly installations: SlackInstallations,
    private readonly tokens: InstallationTokens,
    private readonly apiUrl: string,
  ) {}

  /** `metadata` is the hash of the owner's link, if one was used. @throws SlackBindingRefused */
  async storeInstallation(installation: Installation<'v1' | 'v2', boolean>): Promise<void> {
    const { team, enterprise, bot, user, appId, isEnterpriseInstall, metadata } = installation;
    const workspaceId = isEnterpriseInstall ? enterprise?.id : team?.id;
    if (workspaceId === undefined || bot === undefined) throw new Error('Slack gave no bot token');
    const { token, id, refreshToken, expiresAt } = bot;
    const isReinstall = await this.isReinstall(workspaceId);
    const sealed = this.tokens.seal({ token, id, refreshToken, expiresAt }, workspaceId);
    await this.installations.install(
      {
        workspace_id: workspaceId,
        team_id: team?.id ?? null,
        enterprise_id: enterprise?.id ?? null,
        name: team?.name ?? enterprise?.name ?? null,
        bot_user_id: bot.userId,
        app_id: appId ?? null,
        scopes: bot.scopes,
        key_id: sealed.keyId,
        sealed_tokens: sealed.bytes,
        token_hash: null,
        installed_by: user.id,
      },
      {
        linkHash: metadata ? Buffer.from(metadata, 'hex') : null,
        isReinstall,
        welcome: (organization) => welcomeDelivery(workspaceId, team?.id ?? null, user.id, organization),
        traceId: newTraceContext().traceId,
      },
    );
  }

  async fetchInstallation(): Promise<never> {
    throw new Error('Tokens are read from Postgres by Workspaces');
  }

  /** Whether the bot had been removed: Slack's event of it may not have arrived. The stored tokens tell, if they can be read. */
  private async isReinstall(workspaceId: string): Promise<boolean> {
    const before = await this.installations.find(workspaceId, null);
    if (before === null) return false;
    const token = this.tokens.canOpen(before) ? await this.tokens.valid(before) : null;
    if (token === null) return true;
    const client = new WebClient(token, { slackApiUrl: this.apiUrl, timeout: TIMEOUT_MS });
    try {
      await client.auth.test();
      return false;
    } catch (error) {
      if (isTokenRefused(error)) return true;
      throw error;
    }
  }
}

/** Random states, each of which can be used once, on any node. */
class SingleUseStateStore implements StateStore {
  constructor(private readonly states: SlackOauthStates) {}

  async generateStateParam(options: InstallURLOptions): Promise<string> {
    const state = randomBytes(32).toString('base64url');
    await this.states.put(state, options);
    return state;
  }

  async verifyStateParam(_: Date, state: string): Promise<InstallURLOptions> {
    const options = await this.states.take(state);
    if (options === null) throw new Error('The state is unknown, already used or expired');
    return options as InstallURLOptions;
  }
}
