import { randomBytes } from 'node:crypto';
import { readConfig } from './config.js';

const DATABASE_URL = 'postgres://localhost/roster';
const CONSOLE_URL = 'https://ops.company.com';
const PROVIDER = {
  OPERATOR_OIDC_ISSUER: 'https://login.company.com/realms/staff',
  OPERATOR_OIDC_CLIENT_ID: 'roster-console',
  OPERATOR_OIDC_CLIENT_SECRET: 'hunter2hunter2',
};

const read = (env: Record<string, string>) => readConfig({ DATABASE_URL, ...env });

it('without a provider there are passwords only', () => {
  expect(read({})).toMatchObject({ publicUrl: undefined, oidc: undefined });
});

it('a provider is taken as it is given', () => {
  const settings = {
    issuer: PROVIDER.OPERATOR_OIDC_ISSUER,
    clientId: 'roster-console',
    clientSecret: 'hunter2hunter2',
  };
  expect(read({ ...PROVIDER, CONSOLE_URL }).oidc).toEqual({
    ...settings,
    scope: 'openid email profile',
    roleClaim: undefined,
  });
  const more = { OPERATOR_OIDC_SCOPE: 'openid email groups', OPERATOR_OIDC_ROLE_CLAIM: 'groups' };
  expect(read({ ...PROVIDER, ...more, CONSOLE_URL }).oidc).toMatchObject({
    scope: 'openid email groups',
    roleClaim: 'groups',
  });
});

it.each(['OPERATOR_OIDC_ISSUER', 'OPERATOR_OIDC_CLIENT_ID', 'OPERATOR_OIDC_CLIENT_SECRET', 'CONSOLE_URL'])(
  'a provider without %s is refused',
  (name) => {
    const env = Object.fromEntries(Object.entries({ ...PROVIDER, CONSOLE_URL }).filter(([key]) => key !== name));
    expect(() => read(env)).toThrow(new RegExp(`^${name} is not set; expected a value, as single sign-on`));
  },
);

it.each([
  [{ OPERATOR_OIDC_ISSUER: 'http://login.company.com' }, /^OPERATOR_OIDC_ISSUER is .*; expected an https URL/],
  [{ OPERATOR_OIDC_ISSUER: 'login.company.com' }, /^OPERATOR_OIDC_ISSUER is /],
  [{ OPERATOR_OIDC_SCOPE: 'email' }, /^OPERATOR_OIDC_SCOPE is "email"; expected scopes/],
  [{ OPERATOR_OIDC_SCOPE: 'openid  email' }, /^OPERATOR_OIDC_SCOPE is /],
])('%j is refused', (env, message) => {
  expect(() => read({ ...PROVIDER, CONSOLE_URL, ...env })).toThrow(message);
});

it('a second factor is optional, and can be set up where there is a key', () => {
  expect(read({})).toMatchObject({ secondFactorRequired: false, totpKeys: undefined });
  const keys = [randomBytes(32), randomBytes(32)];
  const OPERATOR_ENCRYPTION_KEY = keys.map((key) => key.toString('base64')).join(',');
  expect(read({ OPERATOR_ENCRYPTION_KEY, OPERATOR_SECOND_FACTOR: 'required' })).toMatchObject({
    secondFactorRequired: true,
    totpKeys: keys,
  });
});

it.each([
  [{ OPERATOR_SECOND_FACTOR: 'required' }, /^OPERATOR_ENCRYPTION_KEY is not set; expected a key, as OPERATOR_SECOND_F/],
  [{ OPERATOR_SECOND_FACTOR: 'yes' }, /^OPERATOR_SECOND_FACTOR is "yes"; expected "optional" or "required"/],
  [{ OPERATOR_ENCRYPTION_KEY: 'c2hvcnQ=' }, /^OPERATOR_ENCRYPTION_KEY is set to an invalid value \(not shown/],
])('%j is refused', (env, message) => {
  expect(() => read(env as Record<string, string>)).toThrow(message);
});

it('a provider on the same machine needs no https', () => {
  const issuer = 'http://127.0.0.1:8080';
  expect(read({ ...PROVIDER, CONSOLE_URL, OPERATOR_OIDC_ISSUER: issuer }).oidc?.issuer).toBe(issuer);
});
