import type { Identity } from '@roster/database';
import { DomainError, organizationIdSchema } from '@roster/domain';
import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';

/** The identity provider whose tokens are taken. */
export interface OidcSettings {
  readonly issuer: string;
  /** Whom a token must be meant for: us. */
  readonly audience: string;
  readonly jwksUrl: string;
  /** The claim that holds the organization's id. */
  readonly organizationClaim: string;
}

/** Signatures by a private key only (RFC 8725, section 3.1): with `HS256` the public key would be the secret. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/** How far the clocks of the provider and of this machine may be apart. Seconds. */
const CLOCK_TOLERANCE_S = 30;

/** Keys are asked for again after this time, and before it when a token names one that is not known. Milliseconds. */
const KEYS_TTL_MS = 10 * 60_000;

/** Tokens that name keys which nobody has must not make us ask without end. Milliseconds. */
const KEYS_COOLDOWN_MS = 30_000;
const KEYS_TIMEOUT_MS = 5_000;

/** Header, payload and signature; a JSON object in base64url begins with `eyJ`. */
const COMPACT_JWS = /^eyJ[\w-]*\.[\w-]+\.[\w-]+$/;

const claimsSchema = z.object({
  sub: z.string().min(1).max(255),
  organization: organizationIdSchema,
  email: z.string().optional().catch(undefined),
  email_verified: z.boolean().optional().catch(undefined),
});

/** Reads JSON Web Tokens (RFC 7519) that an OpenID provider has signed. */
export class OidcTokens {
  private readonly keys: JWTVerifyGetKey;

  constructor(
    private readonly settings: OidcSettings,
    { cooldownMs = KEYS_COOLDOWN_MS }: { readonly cooldownMs?: number } = {},
  ) {
    const keys = createRemoteJWKSet(new URL(settings.jwksUrl), {
      cacheMaxAge: KEYS_TTL_MS,
      cooldownDuration: cooldownMs,
      timeoutDuration: KEYS_TIMEOUT_MS,
    });
    this.keys = (header, token) => keys(header, token).catch(refuseOrUnavailable);
  }

  static looksLike(token: string): boolean {
    return COMPACT_JWS.test(token);
  }

  /**
   * Whom a token vouches for; null when it is not good for us, whatever the reason.
   *
   * @throws DomainError SERVICE_UNAVAILABLE when the provider's keys cannot be had
   */
  async verify(token: string): Promise<Identity | null> {
    try {
      const { payload } = await jwtVerify(token, this.keys, {
        issuer: this.settings.issuer,
        audience: this.settings.audience,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_TOLERANCE_S,
        requiredClaims: ['exp', 'sub'],
      });
      return this.identityOf(payload);
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  }

  private identityOf(payload: JWTPayload): Identity | null {
    const claims = claimsSchema.safeParse({ ...payload, organization: payload[this.settings.organizationClaim] });
    if (!claims.success) return null;
    const { sub, organization, email, email_verified } = claims.data;
    return {
      organizationId: organization,
      // A subject is unique at its issuer only.
      subject: `${this.settings.issuer} ${sub}`,
      verifiedEmail: email_verified === true && email !== undefined ? email : null,
    };
  }
}

/** No key for this token is the token's fault; anything else that keeps us from the keys is not. */
function refuseOrUnavailable(error: unknown): never {
  const tokensFault =
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported;
  throw tokensFault ? error : new DomainError('SERVICE_UNAVAILABLE', {}, { cause: error });
}
