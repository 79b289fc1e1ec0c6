import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { type Claims, newSigningKey, OidcProvider } from './oidc-provider.fixture.js';
import { OidcTokens } from './oidc-tokens.js';

let provider: OidcProvider;
let tokens: OidcTokens;
beforeEach(async () => {
  provider = await OidcProvider.start();
  tokens = new OidcTokens(provider.settings, { cooldownMs: 0 });
});
afterEach(() => provider.stop());

const inSeconds = (seconds: number) => Math.floor(Date.now() / 1_000) + seconds;

describe('a token of the provider', () => {
  it('names organization, account and verified address', async () => {
    expect(await tokens.verify(await provider.token())).toEqual({
      organizationId: 'org_xyz789',
      subject: `${provider.settings.issuer} pat`,
      verifiedEmail: 'pat@example.com',
    });
  });

  it.each<[string, Claims, string | null]>([
    ['that is not verified', { email_verified: false }, null],
    ['of which nothing is said', { email_verified: undefined }, null],
    ['that is verified in words only', { email_verified: 'true' }, null],
    ['that is no text', { email: { at: 'x' } }, null],
    ['with NUL in it', { email: 'pat\0@example.com' }, null],
    ['with an invisible character in it', { email: 'pat\u200b@example.com' }, null],
  ])('does not vouch for an address %s', async (_, claims, verifiedEmail) => {
    expect(await tokens.verify(await provider.token(claims))).toMatchObject({ verifiedEmail });
  });

  it('names an address in the form in which members have it', async () => {
    expect(await tokens.verify(await provider.token({ email: ' Pat@BÜCHER.example' }))).toMatchObject({
      verifiedEmail: 'Pat@xn--bcher-kva.example',
    });
  });

  it.each<[string, Claims]>([
    ['has expired', { exp: inSeconds(-60) }],
    ['never expires', { exp: undefined }],
    ['is not valid yet', { nbf: inSeconds(60) }],
    ['is of another issuer', { iss: 'https://elsewhere.example' }],
    ['is meant for another audience', { aud: 'billing' }],
    ['has no audience', { aud: undefined }],
    ['has no subject', { sub: undefined }],
    ['has an empty subject', { sub: '' }],
    ['has NUL in its subject', { sub: 'pat\0' }],
    ['has an unpaired surrogate in its subject', { sub: 'pat\ud800' }],
    ['has no organization', { organization_id: undefined }],
    ['has an organization that is no id', { organization_id: `org_\u0000` }],
    ['has several organizations', { organization_id: ['org_a', 'org_b'] }],
  ])('is invalid when it %s', async (_, claims) => {
    expect(await tokens.verify(await provider.token(claims))).toBeNull();
  });

  it.each<[string, Claims]>([
    ['expired', { exp: inSeconds(-10) }],
    ['not valid yet', { nbf: inSeconds(10) }],
  ])('is valid when it is %s by a clock that is a few seconds off', async (_, claims) => {
    expect(await tokens.verify(await provider.token(claims))).not.toBeNull();
  });

  it.each(['at+jwt', 'application/at+jwt', 'JWT', null])('may be of type %s', async (typ) => {
    expect(await tokens.verify(await provider.token({}, { typ }))).not.toBeNull();
  });

  it.each(['logout+jwt', 'secevent+jwt', ''])('is invalid when its type is "%s"', async (typ) => {
    expect(await tokens.verify(await provider.token({}, { typ }))).toBeNull();
  });

  it('may have further audiences', async () => {
    expect(await tokens.verify(await provider.token({ aud: ['billing', 'roster'] }))).not.toBeNull();
  });

  it('may name the organization in another claim', async () => {
    const other = new OidcTokens({ ...provider.settings, organizationClaim: 'https://example.com/org' });
    const token = await provider.token({ organization_id: undefined, 'https://example.com/org': 'org_a' });
    expect(await other.verify(token)).toMatchObject({ organizationId: 'org_a' });
  });
});

describe('a signature', () => {
  it.each(['RS256', 'PS256', 'ES384', 'EdDSA'])('may be of the algorithm %s', async (alg) => {
    const key = await newSigningKey('other', alg);
    provider.serves = { keys: [provider.key, key] };
    expect(await tokens.verify(await provider.token({}, { key }))).not.toBeNull();
  });

  it('by a foreign key with the ID of ours is invalid', async () => {
    const key = await newSigningKey(provider.key.kid);
    expect(await tokens.verify(await provider.token({}, { key }))).toBeNull();
  });

  it('is required', async () => {
    const [, claims] = (await provider.token()).split('.');
    const payload = JSON.parse(Buffer.from(String(claims), 'base64url').toString());
    expect(await tokens.verify(new UnsecuredJWT(payload).encode())).toBeNull();
    expect(await tokens.verify(`${(await provider.token()).split('.').slice(0, 2).join('.')}.AAAA`)).toBeNull();
  });

  it('with a shared secret is invalid, even if the secret is the public key', async () => {
    const rsa = await newSigningKey('rsa', 'RS256');
    provider.serves = { keys: [rsa] };
    const publicKey = createPublicKey({ key: rsa.publicJwk as JsonWebKey, format: 'jwk' });
    const secret = new TextEncoder().encode(publicKey.export({ type: 'spki', format: 'pem' }).toString());
    const [, claims] = (await provider.token()).split('.');
    const payload = JSON.parse(Buffer.from(String(claims), 'base64url').toString());
    const token = await new SignJWT(payload).setProtectedHeader({ alg: 'HS256', kid: 'rsa' }).sign(secret);
    expect(await tokens.verify(token)).toBeNull();
  });

  it('is invalid if claims were changed afterwards', async () => {
    const [header, , signature] = (await provider.token()).split('.');
    const [, forged] = (await provider.token({ sub: 'eve' })).split('.');
    expect(await tokens.verify([header, forged, signature].join('.'))).toBeNull();
  });
});

describe('the keys', () => {
  it('are fetched once, however many tokens come', async () => {
    const token = await provider.token();
    await Promise.all(Array.from({ length: 20 }, () => tokens.verify(token)));
    await tokens.verify(token);
    expect(provider.asked).toBe(1);
  });

  it('are fetched again when a token names a new one, and the old one still works', async () => {
    const [old, next] = [provider.key, await newSigningKey('second')];
    await tokens.verify(await provider.token());
    provider.serves = { keys: [old, next] };
    expect(await tokens.verify(await provider.token({}, { key: next }))).not.toBeNull();
    expect(await tokens.verify(await provider.token())).not.toBeNull();
    expect(provider.asked).toBe(2);
  });

  it('are dropped when the provider revokes them', async () => {
    const next = await newSigningKey('second');
    await tokens.verify(await provider.token());
    provider.serves = { keys: [next] };
    await tokens.verify(await provider.token({}, { key: next }));
    expect(await tokens.verify(await provider.token())).toBeNull();
  });

  it('are not fetched over and over for tokens that name unknown keys', async () => {
    const cautious = new OidcTokens(provider.settings);
    const key = await newSigningKey('nobody');
    await cautious.verify(await provider.token());
    for (let turn = 0; turn < 5; turn += 1) expect(await cautious.verify(await provider.token({}, { key }))).toBeNull();
    expect(provider.asked).toBe(1);
  });

  it.each([500, 404])('that cannot be fetched (%i) are an outage, not an invalid token', async (status) => {
    provider.serves = { keys: [], status };
    await expect(tokens.verify(await provider.token())).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    provider.serves = { keys: [provider.key] };
    expect(await tokens.verify(await provider.token())).not.toBeNull();
  });

  it('of an unreachable provider are an outage too', async () => {
    const away = new OidcTokens({ ...provider.settings, jwksUrl: 'http://127.0.0.1:9/jwks' });
    await expect(away.verify(await provider.token())).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  });
});

test.each([
  ['roster_abc', false],
  ['eyJhbGciOiJFUzI1NiJ9.e30.AAAA', true],
  ['eyJhbGciOiJFUzI1NiJ9.e30.', false],
  ['a.b.c', false],
])('%s looks like a JWT: %p', (token, expected) => {
  expect(OidcTokens.looksLike(token)).toBe(expected);
});
