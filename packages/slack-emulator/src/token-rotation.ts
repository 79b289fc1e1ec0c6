import { randomBytes } from 'node:crypto';
import type { Json } from './check-payload.js';

/** Seconds. */
const LIFETIME = 12 * 3_600;

/** Tokens that expire. A refresh token works once: https://docs.slack.dev/authentication/using-token-rotation */
export class TokenRotation {
  /** Tokens that Slack no longer accepts, with the error that they get. */
  readonly withdrawn = new Map<string, string>();
  /** The permanent token in whose place a renewed one is used. */
  private readonly standsFor = new Map<string, string>();
  private readonly refreshTokens = new Map<string, string>();

  /** A refresh token for an installation with this token. */
  begin(token: string): string {
    const refreshToken = `xoxe-1-${randomBytes(20).toString('hex')}`;
    this.refreshTokens.set(refreshToken, token);
    return refreshToken;
  }

  permanent(token: string): string {
    return this.standsFor.get(token) ?? token;
  }

  /** Answers `oauth.v2.access` with `grant_type=refresh_token`. */
  renew(refreshToken: string): Json {
    const permanent = this.refreshTokens.get(refreshToken);
    if (permanent === undefined) return { ok: false, error: 'invalid_refresh_token' };
    this.refreshTokens.delete(refreshToken);
    const token = `xoxe.xoxb-1-${randomBytes(20).toString('hex')}`;
    this.standsFor.set(token, permanent);
    return {
      ok: true,
      access_token: token,
      refresh_token: this.begin(permanent),
      expires_in: LIFETIME,
      token_type: 'bot',
    };
  }
}
