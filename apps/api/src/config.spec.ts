import { readConfig } from './config.js';

const DATABASE_URL = 'postgres://localhost/roster';
const OIDC = {
  OIDC_ISSUER: 'https://login.example.com/realm',
  OIDC_AUDIENCE: 'roster',
  OIDC_JWKS_URL: 'https://login.example.com/realm/keys',
};

describe('the identity provider', () => {
  it('is none unless it is configured', () => {
    expect(readConfig({ DATABASE_URL }).oidc).toBeUndefined();
  });

  it('is the configured one', () => {
    expect(readConfig({ DATABASE_URL, ...OIDC }).oidc).toEqual({
      issuer: OIDC.OIDC_ISSUER,
      audience: OIDC.OIDC_AUDIENCE,
      jwksUrl: OIDC.OIDC_JWKS_URL,
      organizationClaim: 'organization_id',
    });
    expect(readConfig({ DATABASE_URL, ...OIDC, OIDC_ORGANIZATION_CLAIM: 'org' }).oidc).toMatchObject({
      organizationClaim: 'org',
    });
  });

  it.each(Object.keys(OIDC))('is refused in parts: without %s', (name) => {
    expect(() => readConfig({ DATABASE_URL, ...OIDC, [name]: '' })).toThrow(`${name} is not set; expected a value`);
  });

  it.each(['OIDC_ISSUER', 'OIDC_JWKS_URL'])('is refused when %s is no web address', (name) => {
    expect(() => readConfig({ DATABASE_URL, ...OIDC, [name]: 'ldap://x' })).toThrow(`${name} is "ldap://x"`);
  });
});
