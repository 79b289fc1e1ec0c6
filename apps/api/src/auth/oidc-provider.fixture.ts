import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import type { OidcSettings } from './oidc-tokens.js';

/** Claims of a token; an undefined one is left out. */
export type Claims = Readonly<Record<string, unknown>>;

export interface SigningKey {
  readonly alg: string;
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

export async function newSigningKey(kid: string, alg = 'ES256'): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg);
  return { alg, kid, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

/** An identity provider: a real server that serves its keys, and tokens signed with them. */
export class OidcProvider {
  readonly settings: OidcSettings;
  /** How often the keys were fetched. */
  asked = 0;
  /** The answer to such a request: the keys, or an error status. */
  serves: { keys: readonly SigningKey[]; status?: number };

  private constructor(
    private readonly server: ReturnType<typeof createServer>,
    readonly key: SigningKey,
  ) {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.serves = { keys: [key] };
    this.settings = { issuer: url, audience: 'roster', jwksUrl: `${url}/jwks`, organizationClaim: 'organization_id' };
    server.on('request', (_request, response) => {
      this.asked += 1;
      const { keys, status = 200 } = this.serves;
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ keys: keys.map(({ publicJwk }) => publicJwk) }));
    });
  }

  static async start(): Promise<OidcProvider> {
    const key = await newSigningKey('first');
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new OidcProvider(server, key);
  }

  /** A token for Pat of the demo organization, valid for an hour, with these changes. */
  token(
    changes: Claims = {},
    { key = this.key, typ = 'JWT' }: { key?: SigningKey; typ?: string | null } = {},
  ): Promise<string> {
    const now = Math.floor(Date.now() / 1_000);
    const claims = {
      iss: this.settings.issuer,
      aud: this.settings.audience,
      sub: 'pat',
      iat: now,
      exp: now + 3_600,
      organization_id: 'org_xyz789',
      email: 'pat@example.com',
      email_verified: true,
      ...changes,
    };
    return new SignJWT(claims)
      .setProtectedHeader({ alg: key.alg, kid: key.kid, ...(typ === null ? {} : { typ }) })
      .sign(key.privateKey);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}
