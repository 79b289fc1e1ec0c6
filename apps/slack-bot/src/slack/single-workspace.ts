import { hashSecret, type NewSlackInstallation, type SlackInstallations } from '@roster/database';
import { newTraceContext } from '@roster/runtime';
import { WebClient } from '@slack/web-api';
import { BOT_SCOPES } from './workspaces.js';

const TIMEOUT_MS = 10_000;

/** The only workspace, whose token is configured. Its row has no token; it says which organization it belongs to. */
export class SingleWorkspace {
  private readonly token: string;
  private readonly apiUrl: string;

  constructor(
    private readonly installations: SlackInstallations,
    { botToken, apiUrl }: { readonly botToken: string; readonly apiUrl: string },
  ) {
    this.token = botToken;
    this.apiUrl = apiUrl;
  }

  /**
   * Stores its row, under the id that Slack says the token is for. With the hash of a link it is connected too. Another
   * token than before means that the app was reinstalled, which ends the connection.
   *
   * @throws SlackBindingRefused
   */
  async register(linkHash: Buffer | null = null): Promise<void> {
    const installation = await this.describe();
    await this.installations.install(installation, {
      linkHash,
      isReinstall: false,
      traceId: newTraceContext().traceId,
    });
  }

  /** A token for all workspaces of an Enterprise organization is stored under the ID of the enterprise. */
  private async describe(): Promise<NewSlackInstallation> {
    const client = new WebClient(this.token, { slackApiUrl: this.apiUrl, timeout: TIMEOUT_MS });
    const { team_id, enterprise_id, is_enterprise_install, team, user_id } = await client.auth
      .test()
      .catch((cause: unknown) => {
        throw new Error('Slack does not accept SLACK_BOT_TOKEN, or cannot be reached', { cause });
      });
    const workspaceId = is_enterprise_install ? enterprise_id : team_id;
    if (workspaceId === undefined) throw new Error('SLACK_BOT_TOKEN does not belong to a workspace');
    return {
      workspace_id: workspaceId,
      team_id: is_enterprise_install ? null : workspaceId,
      enterprise_id: enterprise_id ?? null,
      name: team ?? null,
      bot_user_id: user_id ?? null,
      app_id: null,
      scopes: [...BOT_SCOPES],
      key_id: null,
      sealed_tokens: null,
      token_hash: hashSecret(this.token),
      installed_by: null,
    };
  }
}
