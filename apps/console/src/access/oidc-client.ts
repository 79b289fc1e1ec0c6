import type { OperatorIdentity } from '@roster/database';
import { operatorRoleSchema } from '@roster/domain';
import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  type ClientAuth,
  ClientError,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  ResponseBodyError,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  WWWAuthenticateChallengeError,
} from 'openid-client';
import { z } from 'zod';

/** The identity provider that operators sign in with. */
export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What is asked for, separated by spaces; `openid` and `email` at least. */
  readonly scope: string;
  /** The claim that holds the role. Undefined: accounts and their roles are kept in the database only. */
  readonly roleClaim: string | undefined;
}

/** What a browser keeps from the way to the provider to the way back. */
export interface OidcRequest {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** A sign-in that did not succeed. The message is for the person in front of the browser. */
export class OidcProblem extends Error {
  override readonly name = 'OidcProblem';
  /** Whom the provider knows, and the console does not let in. */
  readonly person: { readonly email: string | undefined } | undefined;

  constructor(
    readonly status: 400 | 403 | 502 | 503,
    /** For logs and events. */
    readonly reason: string,
    message: string,
    options?: ErrorOptions & { readonly person?: { readonly email: string | undefined } },
  ) {
    super(message, options);
    this.person = options?.person;
  }
}

/** Seconds for each request to the provider. */
const TIMEOUT_S = 5;

/** How long the provider's addresses are trusted without being read again, in milliseconds. */
const DISCOVERY_TTL_MS = 60 * 60_000;

/** Postgres stores no NUL, and UTF-8 no unpaired surrogate. */
const text = z
  .string()
  .min(1)
  .max(254)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u);

const claimsSchema = z.object({
  email: text.optional().catch(undefined),
  email_verified: z.boolean().optional().catch(undefined),
  name: text.optional().catch(undefined),
});

/**
 * The authorization code flow with PKCE (RFC 7636), state and nonce:
 * https://openid.net/specs/openid-connect-core-1_0.html#CodeFlowAuth
 */
export class OidcClient {
  private discovered: { readonly at: number; readonly provider: Promise<Configuration> } | undefined;

  constructor(
    private readonly settings: OidcSettings,
    /** Where browsers reach the console. */
    private readonly publicUrl: string,
  ) {}

  /** Where to send the browser, and what it must bring back. @throws OidcProblem */
  async begin(): Promise<{ url: URL; request: OidcRequest }> {
    const provider = await this.provider();
    const request = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
    const url = buildAuthorizationUrl(provider, {
      redirect_uri: new URL('/ops/sign-in/oidc/callback', this.publicUrl).href,
      scope: this.settings.scope,
      state: request.state,
      nonce: request.nonce,
      code_challenge: await calculatePKCECodeChallenge(request.verifier),
      code_challenge_method: 'S256',
    });
    return { url, request };
  }

  /** Who the provider says it is. `path`: with which the browser came back. @throws OidcProblem */
  async finish(path: string, request: OidcRequest): Promise<OperatorIdentity> {
    const provider = await this.provider();
    try {
      const tokens = await authorizationCodeGrant(provider, new URL(path, this.publicUrl), {
        expectedState: request.state,
        expectedNonce: request.nonce,
        pkceCodeVerifier: request.verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw new ClientError('no ID token');
      // Many providers put only the subject into the ID token.
      const more = provider.serverMetadata().userinfo_endpoint
        ? await fetchUserInfo(provider, tokens.access_token, claims.sub)
        : {};
      return this.identityOf(claims.sub, { ...more, ...claims });
    } catch (error) {
      throw error instanceof OidcProblem ? error : problemOf(error);
    }
  }

  /** Where to end the session at the provider; null when it has no such page. @throws OidcProblem */
  async signOutUrl(): Promise<URL | null> {
    const provider = await this.provider();
    if (!provider.serverMetadata().end_session_endpoint) return null;
    return buildEndSessionUrl(provider, { post_logout_redirect_uri: new URL('/ops/sign-in', this.publicUrl).href });
  }

  /** What the provider publishes about itself. An outage does not outlast the provider's: the next sign-in asks again. */
  private provider(): Promise<Configuration> {
    if (this.discovered && Date.now() - this.discovered.at < DISCOVERY_TTL_MS) return this.discovered.provider;
    const { issuer, clientId, clientSecret } = this.settings;
    const insecure = issuer.startsWith('http:') ? [allowInsecureRequests] : [];
    const options = { timeout: TIMEOUT_S, execute: [...insecure, enableNonRepudiationChecks] };
    const provider = discovery(new URL(issuer), clientId, undefined, authentication(clientSecret), options);
    const known = {
      at: Date.now(),
      provider: provider.catch((error: unknown) => {
        if (this.discovered === known) this.discovered = undefined;
        throw unreachable(error);
      }),
    };
    this.discovered = known;
    return known.provider;
  }

  private identityOf(subject: string, claims: Readonly<Record<string, unknown>>): OperatorIdentity {
    const { email, email_verified, name } = claimsSchema.parse(claims);
    if (email === undefined || email_verified !== true)
      throw new OidcProblem(
        403,
        'email_not_verified',
        'Your identity provider does not confirm your email address (email, email_verified). Confirm it there, or ask its administrators to.',
        { person: { email } },
      );
    // A subject is unique only within its issuer.
    return {
      subject: `${this.settings.issuer} ${subject}`,
      email,
      name: name ?? email,
      role: this.roleOf(claims, email),
    };
  }

  /** The higher one, when there are both. Null: the provider does not decide. */
  private roleOf(claims: Readonly<Record<string, unknown>>, email: string): OperatorIdentity['role'] {
    const { roleClaim } = this.settings;
    if (roleClaim === undefined) return null;
    const values = [claims[roleClaim]].flat();
    const role = operatorRoleSchema.options.findLast((one) => values.includes(one));
    if (role !== undefined) return role;
    throw new OidcProblem(
      403,
      'no_role',
      `Your identity provider gives you no role in Roster (${roleClaim}: viewer or operator). Ask its administrators for one.`,
      { person: { email } },
    );
  }
}

/** As the provider wants it; in the header when it does not say (OpenID Connect Core, section 9). */
function authentication(secret: string): ClientAuth {
  const [basic, post] = [ClientSecretBasic(secret), ClientSecretPost(secret)];
  return (server, ...rest) => {
    const { token_endpoint_auth_methods_supported: methods } = server;
    const inBody = methods?.includes('client_secret_post') && !methods.includes('client_secret_basic');
    return (inBody ? post : basic)(server, ...rest);
  };
}

/** The provider answered, and the answer is not one to the request that this browser began. */
const WRONG_ANSWER = /^OAUTH_(INVALID_RESPONSE|JWT_|JSON_ATTRIBUTE|KEY_SELECTION|PARSE_ERROR|UNSUPPORTED_OPERATION)/;

function problemOf(error: unknown): OidcProblem {
  if (error instanceof AuthorizationResponseError)
    return new OidcProblem(
      403,
      error.error,
      'Your identity provider did not sign you in. Try again, or ask its administrators whether you may use Roster.',
      { cause: error },
    );
  if (error instanceof ResponseBodyError && error.error === 'invalid_grant')
    return new OidcProblem(400, error.error, 'The sign-in took too long or was used already. Try again.', {
      cause: error,
    });
  if (error instanceof ResponseBodyError || error instanceof WWWAuthenticateChallengeError)
    return new OidcProblem(
      502,
      'invalid_client',
      'The identity provider refuses this console. Its administrator must check OPERATOR_OIDC_CLIENT_ID and OPERATOR_OIDC_CLIENT_SECRET.',
      { cause: error },
    );
  if (error instanceof ClientError && WRONG_ANSWER.test(error.code ?? ''))
    return new OidcProblem(
      403,
      'wrong_answer',
      'The answer of the identity provider is not valid for this sign-in. Try again.',
      { cause: error },
    );
  return unreachable(error);
}

function unreachable(cause: unknown): OidcProblem {
  return new OidcProblem(
    503,
    'unreachable',
    'The identity provider cannot be reached. Try again later, or sign in with a password.',
    { cause },
  );
}
