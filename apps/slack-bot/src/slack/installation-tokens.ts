import { setTimeout as delay } from 'node:timers/promises';
import type { SecretBox, SlackInstallation, SlackInstallations, SlackTokens } from '@roster/database';
import { type Logger, newTraceContext } from '@roster/runtime';
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
/** How often a renewed token is stored, at most: with the call to Slack it takes less time than the lease. */
const STORE_ATTEMPTS = 8;
const STORE_AGAIN_MS = 1_000;

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
    private readonly logger: Logger,
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

  /** False when there are no tokens, or when they were sealed with a key that is no longer configured. */
  canOpen(installation: SlackInstallation): boolean {
    try {
      return this.stored(installation) !== null;
    } catch {
      return false;
    }
  }

  /** @throws Error when there are stored tokens, and none of them can be opened */
  async checkKeys(): Promise<void> {
    const missing = await this.installations.findMissingKey(this.oauth.secretBox.keyIds);
    if (missing !== null)
      throw new Error(`The tokens are sealed with the key ${missing}, which SLACK_ENCRYPTION_KEY lacks`);
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

  /**
   * After a failure the lease stays: the next attempt is made when it has run out. A refused refresh ends the installation
   * only once the access token has expired, too: the refresh token may have been used for tokens that were lost.
   */
  private async renew(workspaceId: string, sealed: Buffer, tokens: Tokens): Promise<string | null> {
    let renewed: Tokens;
    try {
      renewed = await this.refresh(tokens);
    } catch (error) {
      if (!isRefreshRefused(error) || !hasExpired(tokens))
        throw new TokenNotRenewed('Slack did not renew the token', { cause: error });
      await this.installations.loseRefusedTokens(workspaceId, sealed, newTraceContext().traceId);
      return null;
    }
    await this.keep(workspaceId, sealed, renewed);
    return renewed.token;
  }

  private async refresh({ id, refreshToken = '' }: Tokens): Promise<Tokens> {
    const { clientId, clientSecret } = this.oauth;
    const request = { grant_type: 'refresh_token', client_id: clientId, client_secret: clientSecret } as const;
    const answer = await this.client.oauth.v2.access({ ...request, refresh_token: refreshToken });
    return tokensSchema.parse({
      id,
      token: answer.access_token,
      refreshToken: answer.refresh_token,
      expiresAt: Math.floor(Date.now() / 1_000) + (answer.expires_in ?? 0),
    });
  }

  /** A refresh token works once, so its result is stored even if Postgres is away for some seconds. */
  private async keep(workspaceId: string, sealed: Buffer, renewed: Tokens): Promise<void> {
    const after = this.seal(renewed, workspaceId);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.store.storeRenewed(workspaceId, sealed, after);
      } catch (error) {
        if (attempt === STORE_ATTEMPTS) {
          this.logger.error(
            { workspace_id: workspaceId, err: error },
            'a renewed token was lost: it could not be stored',
          );
          throw new TokenNotRenewed('The renewed token was not stored', { cause: error });
        }
        await delay(STORE_AGAIN_MS);
      }
    }
  }
}

function hasExpired({ expiresAt = 0 }: Tokens): boolean {
  return expiresAt * 1_000 <= Date.now();
}

/** https://docs.slack.dev/reference/methods/oauth.v2.access#errors */
function isRefreshRefused(error: unknown): boolean {
  return isTokenRefused(error) || ['invalid_refresh_token', 'invalid_grant'].includes(slackErrorOf(error) ?? '');
}
