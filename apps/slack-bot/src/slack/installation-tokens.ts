import { setTimeout as delay } from 'node:timers/promises';
import type { SecretBox, SlackInstallation, SlackInstallations, SlackTokens } from '@roster/database';
import { newTraceContext } from '@roster/runtime';
import { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { slackErrorOf } from './slack-error.js';
import { isTokenRefused } from './workspace-client.js';

const tokensSchema = z.object({
  token: z.string(),
  id: z.string(),
  refreshToken: z.string().optional(),
  /** In seconds since 1970. */
  expiresAt: z.number().optional(),
});
type Tokens = z.infer<typeof tokensSchema>;

export interface OauthSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly secretBox: SecretBox;
  readonly apiUrl: string;
}

/** Tokens that expire live for 12 hours: https://docs.slack.dev/authentication/using-token-rotation */
const RENEW_BEFORE_MS = 2 * 3_600_000;
/** A token that is used at the last moment may arrive too late. */
const MARGIN_MS = 60_000;
/** How long a bot with an expired token waits for the one that renews it. */
const PATIENCE_MS = 5_000;
const LOOK_EVERY_MS = 100;
const TIMEOUT_MS = 10_000;

/** No token works at the moment. It passes. */
export class TokenNotRenewed extends Error {
  override readonly name = 'TokenNotRenewed';
}

/** The tokens of installations by OAuth. Of several bots one renews a token that expires, and the others use the result. */
export class InstallationTokens {
  private readonly client: WebClient;

  constructor(
    private readonly oauth: OauthSettings,
    private readonly installations: SlackInstallations,
    private readonly store: SlackTokens,
  ) {
    this.client = new WebClient(undefined, {
      slackApiUrl: oauth.apiUrl,
      timeout: TIMEOUT_MS,
      rejectRateLimitedCalls: true,
      retryConfig: { retries: 0 },
    });
  }

  seal(tokens: Tokens, workspaceId: string) {
    return this.oauth.secretBox.seal(JSON.stringify(tokens), workspaceId);
  }

  /** As they are stored; null when Slack revoked them. */
  stored({ key_id, sealed_tokens, workspace_id }: SlackInstallation): Tokens | null {
    if (sealed_tokens === null || key_id === null) return null;
    const sealed = { keyId: key_id, bytes: sealed_tokens };
    return tokensSchema.parse(JSON.parse(this.oauth.secretBox.open(sealed, workspace_id)));
  }

  /**
   * A token that Slack accepts now; null when it was revoked.
   *
   * @throws TokenNotRenewed
   */
  async valid(installation: SlackInstallation): Promise<string | null> {
    const until = performance.now() + PATIENCE_MS;
    let found: SlackInstallation | null = installation;
    while (found?.sealed_tokens) {
      const tokens = this.stored(found);
      if (tokens === null) return null;
      const { token, refreshToken, expiresAt } = tokens;
      if (refreshToken === undefined || expiresAt === undefined) return token;
      const left = expiresAt * 1_000 - Date.now();
      if (left > RENEW_BEFORE_MS) return token;
      const { workspace_id: workspaceId, sealed_tokens: sealed } = found;
      const mayRenew = await this.store.leaseRenewal(workspaceId, sealed);
      if (left > MARGIN_MS) return mayRenew ? this.renew(workspaceId, sealed, tokens).catch(() => token) : token;
      if (mayRenew) return this.renew(workspaceId, sealed, tokens);
      if (performance.now() > until) throw new TokenNotRenewed('Another bot has not renewed the token in time');
      await delay(LOOK_EVERY_MS);
      found = await this.installations.find(workspaceId, null);
    }
    return null;
  }

  /** After a failure the lease stays: the next attempt is made when it has run out. */
  private async renew(workspaceId: string, sealed: Buffer, { id, refreshToken }: Tokens): Promise<string | null> {
    const { clientId, clientSecret } = this.oauth;
    const request = { grant_type: 'refresh_token', client_id: clientId, client_secret: clientSecret } as const;
    try {
      const answer = await this.client.oauth.v2.access({ ...request, refresh_token: refreshToken ?? '' });
      const renewed = tokensSchema.parse({
        id,
        token: answer.access_token,
        refreshToken: answer.refresh_token,
        expiresAt: Math.floor(Date.now() / 1_000) + (answer.expires_in ?? 0),
      });
      await this.store.storeRenewed(workspaceId, sealed, this.seal(renewed, workspaceId));
      return renewed.token;
    } catch (error) {
      if (!isRefreshRefused(error)) throw new TokenNotRenewed('Slack did not renew the token', { cause: error });
      await this.installations.loseRefusedTokens(workspaceId, sealed, newTraceContext().traceId);
      return null;
    }
  }
}

/** https://docs.slack.dev/reference/methods/oauth.v2.access#errors */
function isRefreshRefused(error: unknown): boolean {
  return isTokenRefused(error) || ['invalid_refresh_token', 'invalid_grant'].includes(slackErrorOf(error) ?? '');
}
