import { WebClient, type WebClientOptions } from '@slack/web-api';
import { slackErrorOf } from './slack-error.js';

/** Answers after which a token never works again: https://docs.slack.dev/reference/methods/auth.test#errors */
const REFUSALS: ReadonlySet<string | null> = new Set(['account_inactive', 'invalid_auth', 'token_revoked']);

export function isTokenRefused(error: unknown): boolean {
  return REFUSALS.has(slackErrorOf(error));
}

/** A client that notices when Slack no longer accepts its token, because the bot was removed while no event arrived. */
export class WorkspaceClient extends WebClient {
  constructor(
    token: string,
    options: WebClientOptions,
    private readonly onRefused: () => Promise<void>,
  ) {
    super(token, options);
  }

  override async apiCall(...[method, options]: Parameters<WebClient['apiCall']>): ReturnType<WebClient['apiCall']> {
    try {
      return await super.apiCall(method, options);
    } catch (error) {
      if (isTokenRefused(error) && (await this.isRefusedAgain())) await this.onRefused();
      throw error;
    }
  }

  /** Whether Slack says so to `auth.test`, too: the end of an installation takes more than one answer. */
  private isRefusedAgain(): Promise<boolean> {
    return super.apiCall('auth.test').then(() => false, isTokenRefused);
  }
}
