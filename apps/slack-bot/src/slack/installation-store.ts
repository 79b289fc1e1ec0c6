import { randomBytes } from 'node:crypto';
import { type SecretBox, type SlackInstallations, SlackOauthStates } from '@roster/database';
import { type Logger, newTraceContext } from '@roster/runtime';
import {
  type Installation,
  type InstallationQuery,
  type InstallationStore,
  InstallProvider,
  type InstallURLOptions,
  type StateStore,
} from '@slack/oauth';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { boltLogger } from './slack-app.js';

const tokensSchema = z.object({
  token: z.string(),
  id: z.string(),
  refreshToken: z.string().optional(),
  expiresAt: z.number().optional(),
});

interface OauthSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly secretBox: SecretBox;
  readonly apiUrl: string;
}

/** The installation by OAuth, with its data in Postgres. */
export function createInstaller(
  { clientId, clientSecret, secretBox, apiUrl }: OauthSettings,
  { dataSource, installations, logger }: { dataSource: DataSource; installations: SlackInstallations; logger: Logger },
): InstallProvider {
  return new InstallProvider({
    clientId,
    clientSecret,
    installationStore: new SealedInstallationStore(installations, secretBox),
    stateStore: new SingleUseStateStore(new SlackOauthStates(dataSource)),
    authorizationUrl: new URL('/oauth/v2/authorize', apiUrl).href,
    directInstall: true,
    clientOptions: { slackApiUrl: apiUrl },
    logger: boltLogger(logger),
  });
}

/** Installations with sealed tokens. `@slack/oauth` also stores renewed tokens here. */
class SealedInstallationStore implements InstallationStore {
  constructor(
    private readonly installations: SlackInstallations,
    private readonly box: SecretBox,
  ) {}

  /** `metadata` is the hash of the owner's link, if one was used. @throws SlackBindingRefused */
  async storeInstallation(installation: Installation<'v1' | 'v2', boolean>): Promise<void> {
    const { team, enterprise, bot, user, appId, isEnterpriseInstall, metadata } = installation;
    const workspaceId = isEnterpriseInstall ? enterprise?.id : team?.id;
    if (workspaceId === undefined || bot === undefined) throw new Error('Slack gave no bot token');
    const { token, id, refreshToken, expiresAt } = bot;
    const sealed = this.box.seal(JSON.stringify({ token, id, refreshToken, expiresAt }), workspaceId);
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
        installed_by: user.id,
      },
      metadata ? Buffer.from(metadata, 'hex') : null,
      newTraceContext().traceId,
    );
  }

  async fetchInstallation(query: InstallationQuery<boolean>): Promise<Installation<'v1' | 'v2', boolean>> {
    const found = await this.installations.find(query.teamId ?? null, query.enterpriseId ?? null);
    if (!found?.sealed_tokens || found.key_id === null) throw new Error('The app is not installed there');
    const sealed = { keyId: found.key_id, bytes: found.sealed_tokens };
    const bot = tokensSchema.parse(JSON.parse(this.box.open(sealed, found.workspace_id)));
    return {
      team: found.team_id === null ? undefined : { id: found.team_id, name: found.name ?? '' },
      enterprise: found.enterprise_id === null ? undefined : { id: found.enterprise_id },
      user: { id: found.installed_by ?? '', token: undefined, scopes: undefined },
      bot: {
        token: bot.token,
        id: bot.id,
        userId: found.bot_user_id ?? '',
        scopes: found.scopes,
        ...(bot.refreshToken === undefined ? {} : { refreshToken: bot.refreshToken }),
        ...(bot.expiresAt === undefined ? {} : { expiresAt: bot.expiresAt }),
      },
      isEnterpriseInstall: found.workspace_id === found.enterprise_id,
      authVersion: 'v2',
    };
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
