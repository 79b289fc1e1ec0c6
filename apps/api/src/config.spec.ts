import { readConfig } from './config.js';

const DATABASE_URL = 'postgres://localhost/roster';
const OIDC = {
  OIDC_ISSUER: 'https://login.example.com/realm',
  OIDC_AUDIENCE: 'roster',
  OIDC_JWKS_URL: 'https://login.example.com/realm/keys',
};

describe('the identity provider', () => {
  it('is unset unless configured', () => {
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

  it.each(Object.keys(OIDC))('is refused when incomplete: without %s', (name) => {
    expect(() => readConfig({ DATABASE_URL, ...OIDC, [name]: '' })).toThrow(`${name} is not set; expected a value`);
  });

  it.each(['OIDC_ISSUER', 'OIDC_JWKS_URL'])('is refused when %s is not a URL', (name) => {
    expect(() => readConfig({ DATABASE_URL, ...OIDC, [name]: 'ldap://x' })).toThrow(`${name} is "ldap://x"`);
  });
});

it('connections are limited to 10,000 unless configured', () => {
  expect(readConfig({ DATABASE_URL }).maxConnections).toBe(10_000);
  expect(readConfig({ DATABASE_URL, MAX_CONNECTIONS: '500' }).maxConnections).toBe(500);
  expect(() => readConfig({ DATABASE_URL, MAX_CONNECTIONS: '0' })).toThrow('MAX_CONNECTIONS is "0"; expected a whole');
});

describe('the limits of API keys', () => {
  it('are 100 keys and no lifetime unless configured', () => {
    expect(readConfig({ DATABASE_URL }).apiKeys).toEqual({ perOrganization: 100, maxLifetimeDays: undefined });
    const env = { DATABASE_URL, API_KEYS_PER_ORGANIZATION: '0', API_KEY_MAX_LIFETIME_DAYS: '90' };
    expect(readConfig(env).apiKeys).toEqual({ perOrganization: 0, maxLifetimeDays: 90 });
  });

  it.each([
    ['API_KEYS_PER_ORGANIZATION', '-1'],
    ['API_KEY_MAX_LIFETIME_DAYS', '0'],
    ['API_KEY_MAX_LIFETIME_DAYS', '3651'],
  ])('are refused when wrong: %s=%s', (name, value) => {
    expect(() => readConfig({ DATABASE_URL, [name]: value })).toThrow(`${name} is "${value}"; expected a whole number`);
  });
});

describe('the limits', () => {
  it('have defaults, and the limit of failures and the trusted proxies are read', () => {
    expect(readConfig({ DATABASE_URL })).toMatchObject({
      rateLimits: { perKey: 6_000, perOrganization: 30_000, failedPerAddress: 60 },
      trustedProxies: [],
    });
    expect(
      readConfig({ DATABASE_URL, RATE_LIMIT_FAILED_PER_MINUTE: '7', TRUSTED_PROXIES: '10.0.0.0/8, ::1' }),
    ).toMatchObject({ rateLimits: { failedPerAddress: 7 }, trustedProxies: ['10.0.0.0/8', '::1'] });
  });

  it.each([
    ['RATE_LIMIT_FAILED_PER_MINUTE', 'many'],
    ['TRUSTED_PROXIES', 'proxy.example.com'],
  ])('a wrong %s ends the start and is named', (name, value) => {
    expect(() => readConfig({ DATABASE_URL, [name]: value })).toThrow(`${name} is "${value}"`);
  });
});

describe('the provisioning tokens', () => {
  const [old, next] = ['a'.repeat(32), `${'B7-._~+/'.repeat(4)}==`];

  it('are none unless they are configured, and a list while one is rotated', () => {
    expect(readConfig({ DATABASE_URL }).provisioningTokens).toEqual([]);
    expect(readConfig({ DATABASE_URL, PROVISIONING_TOKEN: '' }).provisioningTokens).toEqual([]);
    expect(readConfig({ DATABASE_URL, PROVISIONING_TOKEN: old }).provisioningTokens).toEqual([old]);
    expect(readConfig({ DATABASE_URL, PROVISIONING_TOKEN: `${next}, ${old},` }).provisioningTokens).toEqual([
      next,
      old,
    ]);
  });

  it.each([
    ['one is short', `${next},${'a'.repeat(31)}`],
    ['one is longer than any header', 'a'.repeat(513)],
    ['one cannot be a bearer token', `${'a'.repeat(32)} b`],
    ['one has letters that no header holds', 'ü'.repeat(32)],
  ])('end the start when %s, and are not shown', (_, value) => {
    const read = () => readConfig({ DATABASE_URL, PROVISIONING_TOKEN: value });
    expect(read).toThrow(/^PROVISIONING_TOKEN is set to an invalid value .*expected tokens of 32 to 512/);
    expect(read).not.toThrow(value);
  });
});
