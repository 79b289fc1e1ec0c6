import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type Configuration, Provider } from 'oidc-provider';
import type { OidcSettings } from './oidc-client.js';

/** Claims of the person who is signed in at the provider. */
export interface Person {
  readonly sub: string;
  readonly [claim: string]: unknown;
}

const CLIENT = { clientId: 'roster-console', clientSecret: 'a secret of the console only' };

const TTL_S = 600;

const newKey = () => generateKeyPairSync('rsa', { modulusLength: 2_048 });
const OTHER_KEY = { ...newKey().publicKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig' };

/** An identity provider that signs in the person of `signsIn` without asking. */
export class OperatorsProvider {
  /** Null: the provider does not let the person in. */
  signsIn: Person | null = null;
  /** Whether the published keys are not those that it signs with. */
  publishesOtherKeys = false;
  private server: Server = createServer();
  private readonly people = new Map<string, Person>();

  private constructor(
    private readonly port: number,
    private readonly provider: Provider,
  ) {}

  /** `redirectUrls`: where browsers may be sent back to. */
  static async start(redirectUrls: string[], port: number): Promise<OperatorsProvider> {
    const url = `http://127.0.0.1:${port}`;
    const configuration: Configuration = {
      clients: [
        {
          client_id: CLIENT.clientId,
          client_secret: CLIENT.clientSecret,
          redirect_uris: redirectUrls,
          post_logout_redirect_uris: redirectUrls.map((url) => new URL('/ops/sign-in', url).href),
        },
      ],
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'roster_role'] },
      features: { devInteractions: { enabled: false } },
      cookies: { keys: ['a key for the cookies of a test'] },
      interactions: { url: (_, { uid }) => `/interaction/${uid}` },
      ttl: {
        AccessToken: TTL_S,
        AuthorizationCode: TTL_S,
        Grant: TTL_S,
        IdToken: TTL_S,
        Interaction: TTL_S,
        Session: TTL_S,
      },
      jwks: { keys: [newKey().privateKey.export({ format: 'jwk' })] },
      pkce: { required: () => true },
      findAccount: (_, sub) => ({ accountId: sub, claims: () => fixture.people.get(sub) ?? { sub } }),
    };
    const fixture = new OperatorsProvider(port, new Provider(url, configuration));
    await fixture.listen();
    return fixture;
  }

  get issuer(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get settings(): OidcSettings {
    return { issuer: this.issuer, ...CLIENT, scope: 'openid email profile', roleClaim: undefined };
  }

  get env(): Record<string, string> {
    return {
      OPERATOR_OIDC_ISSUER: this.issuer,
      OPERATOR_OIDC_CLIENT_ID: CLIENT.clientId,
      OPERATOR_OIDC_CLIENT_SECRET: CLIENT.clientSecret,
    };
  }

  /** Again, after an outage. */
  async listen(): Promise<void> {
    this.server = createServer((request, response) => {
      // A connection that is kept would lead to the server that was stopped.
      response.setHeader('connection', 'close');
      const [, uid] = /^\/interaction\/([\w-]+)$/.exec(request.url ?? '') ?? [];
      if (request.url === '/jwks' && this.publishesOtherKeys) {
        response.setHeader('content-type', 'application/jwk-set+json');
        return response.end(JSON.stringify({ keys: [OTHER_KEY] }));
      }
      if (uid === undefined) return this.provider.callback()(request, response);
      return this.interact(...([request, response] as Parameters<Provider['interactionDetails']>));
    }).listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  /** Follows the redirects of the provider as a browser does, to the address at which it sends back. */
  async follow(from: URL): Promise<string> {
    const cookies = new Map<string, string>();
    let url = from;
    while (url.origin === this.issuer) {
      const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
      const answer = await fetch(url, { redirect: 'manual', headers: { cookie } });
      for (const line of answer.headers.getSetCookie()) {
        const [name = '', value = ''] = line.split(';')[0]?.split(/=(.*)/) ?? [];
        cookies.set(name, value);
      }
      const location = answer.headers.get('location');
      if (location === null) throw new Error(`${answer.status} ${await answer.text()}`);
      url = new URL(location, url);
    }
    return `${url.pathname}${url.search}`;
  }

  /** Signs in, or declines, and consents to what the console asks for. */
  private async interact(...at: Parameters<Provider['interactionDetails']>): Promise<void> {
    const { params } = await this.provider.interactionDetails(...at);
    if (this.signsIn === null) return this.provider.interactionFinished(...at, { error: 'access_denied' });
    this.people.set(this.signsIn.sub, this.signsIn);
    const grant = new this.provider.Grant({ accountId: this.signsIn.sub, clientId: String(params.client_id) });
    grant.addOIDCScope(String(params.scope));
    const result = { login: { accountId: this.signsIn.sub }, consent: { grantId: await grant.save() } };
    return this.provider.interactionFinished(...at, result);
  }
}
