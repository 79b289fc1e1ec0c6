import type { Identity } from '@roster/database';
import { DomainError, normalizeEmail, organizationIdSchema } from '@roster/domain';
import {
  createRemoteJWKSet,
  errors,
  type JWTHeaderParameters,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose';
import { z } from 'zod';

/** The identity provider whose tokens are accepted. */
export interface OidcSettings {
  readonly issuer: string;
  /** The value that a token must have in `aud`. */
  readonly audience: string;
  readonly jwksUrl: string;
  /** The claim that holds the organization's ID. */
  readonly organizationClaim: string;
}

/** Asymmetric signatures only (RFC 8725, section 3.1): with `HS256` the public key would be the secret. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/**
 * What a token may say that it is, lower case and without `application/` (RFC 7515, section 4.1.9): an access token
 * (RFC 9068) or a token of no kind in particular, as the claim is optional. A logout token or a security event, which
 * may have the same issuer and audience, signs nobody in (RFC 8725, section 3.11).
 */
const TYPES = ['at+jwt', 'jwt', undefined];

/** How far the clocks of the provider and of this machine may differ, in seconds. */
const CLOCK_TOLERANCE_S = 30;

/** How long keys are cached, in milliseconds. A token that names an unknown key fetches them earlier. */
const KEYS_TTL_MS = 10 * 60_000;

/** Milliseconds between two fetches, so that tokens that name invented keys cannot cause a flood of them. */
const KEYS_COOLDOWN_MS = 30_000;
const KEYS_TIMEOUT_MS = 5_000;

/** Header, payload and signature. A JSON object in base64url begins with `eyJ`. */
const COMPACT_JWS = /^eyJ[\w-]*\.[\w-]+\.[\w-]+$/;

/** Postgres stores no NUL, and UTF-8 no unpaired surrogate. */
const storable = z.string().regex(/^[^\0\p{Cs}]*$/u);

const claimsSchema = z.object({
  sub: storable.min(1).max(255),
  organization: organizationIdSchema,
  email: storable.optional().catch(undefined),
  email_verified: z.boolean().optional().catch(undefined),
});

/** Verifies JSON Web Tokens (RFC 7519) signed by an OpenID provider. */
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
   * The identity in a token; null when the token is not valid here, whatever the reason.
   *
   * @throws DomainError SERVICE_UNAVAILABLE when the provider's keys cannot be fetched
   */
  async verify(token: string): Promise<Identity | null> {
    try {
      const { payload, protectedHeader } = await jwtVerify(token, this.keys, {
        issuer: this.settings.issuer,
        audience: this.settings.audience,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_TOLERANCE_S,
        requiredClaims: ['exp', 'sub'],
      });
      return TYPES.includes(typeOf(protectedHeader)) ? this.identityOf(payload) : null;
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
      // A subject is unique only within its issuer.
      subject: `${this.settings.issuer} ${sub}`,
      verifiedEmail: email_verified === true && email !== undefined ? normalizeEmail(email) : null,
    };
  }
}

function typeOf({ typ }: JWTHeaderParameters): string | undefined {
  return typ?.toLowerCase().replace(/^application\//, '');
}

/** A token that names no known key is invalid. Any other failure to get the keys is an outage. */
function refuseOrUnavailable(error: unknown): never {
  const tokensFault =
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported;
  throw tokensFault ? error : new DomainError('SERVICE_UNAVAILABLE', {}, { cause: error });
}
