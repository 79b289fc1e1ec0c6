import type { SlackInstallations } from '@roster/database';
import { newTraceContext } from '@roster/runtime';
import { WebClient } from '@slack/web-api';
import type { BotConfig } from '../config.js';
import { BOT_SCOPES } from './scopes.js';

/** The one workspace whose token the configuration has. Its row says where it belongs; the token is not in it. */
export class SingleWorkspace {
  constructor(
    private readonly installations: SlackInstallations,
    private readonly config: BotConfig,
  ) {}

  /** Makes sure of the row; asks Slack whose token it is. */
  async register(): Promise<void> {
    await this.install(null);
  }

  /** @throws SlackBindingRefused */
  async bind(linkHash: Buffer): Promise<void> {
    await this.install(linkHash);
  }

  private async install(linkHash: Buffer | null): Promise<void> {
    const client = new WebClient(this.config.botToken, { slackApiUrl: this.config.apiUrl, timeout: 10_000 });
    const { team_id, team, user_id } = await client.auth.test().catch((cause: unknown) => {
      throw new Error('Slack does not tell whose token SLACK_BOT_TOKEN is', { cause });
    });
    if (team_id === undefined) throw new Error('Slack does not say which workspace SLACK_BOT_TOKEN is of');
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
