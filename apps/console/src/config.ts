import {
  database,
  encryptionKeys,
  networks,
  operatorsAddress,
  port,
  processSettings,
  readConfiguration,
  variable,
} from '@roster/runtime';
import { z } from 'zod';

/** Connections to Postgres unless the environment says otherwise: few people look at the console at once. */
const POOL_SIZE = 5;

/** An identity provider needs all three, and CONSOLE_URL, to which it sends browsers back. */
const OIDC = ['OPERATOR_OIDC_ISSUER', 'OPERATOR_OIDC_CLIENT_ID', 'OPERATOR_OIDC_CLIENT_SECRET'] as const;

const LOOPBACK = ['127.0.0.1', '[::1]', 'localhost'];
const issuerError = 'an https URL like https://login.example.com; http only for this machine';

/** Secrets and codes go there: https, except to a provider on the same machine. */
const issuer = z
  .url({ protocol: /^https?$/, error: issuerError })
  .refine((url) => !url.startsWith('http:') || LOOPBACK.includes(new URL(url).hostname), { error: issuerError });

const text = z.string({ error: 'a text' });

const accessVariables = z.object({
  CONSOLE_URL: z.url({ protocol: /^https?$/, error: 'a URL like https://ops.example.com' }).optional(),
  OPERATOR_OIDC_ISSUER: issuer.optional(),
  OPERATOR_OIDC_CLIENT_ID: text.optional(),
  OPERATOR_OIDC_CLIENT_SECRET: text.optional(),
  OPERATOR_OIDC_SCOPE: text
    .regex(/^(?=.*\bopenid\b)[\x21-\x7e]+( [\x21-\x7e]+)*$/, { error: 'scopes separated by spaces, openid among them' })
    .default('openid email profile'),
  OPERATOR_OIDC_ROLE_CLAIM: text.optional(),
  OPERATOR_SECOND_FACTOR: z.enum(['optional', 'required'], { error: '"optional" or "required"' }).default('optional'),
  OPERATOR_ENCRYPTION_KEY: encryptionKeys.optional(),
});

type AccessVariables = z.output<typeof accessVariables>;

/** @public The Helm chart's variables are generated from it. */
export const settings = {
  ...processSettings,
  database: database(POOL_SIZE),
  port: variable('CONSOLE_PORT', port.default(3002)),
  host: variable('HOST', z.string().default('0.0.0.0')),
  operators: operatorsAddress,
  access: accessVariables
    .superRefine(refuseHalfAProvider)
    .superRefine(refuseFactorsWithoutKey)
    .transform(accessSettings),
  /** Addresses or networks whose `X-Forwarded-For` says where a request comes from. */
  trustedProxies: variable('TRUSTED_PROXIES', networks),
};

export type ConsoleConfig = ReturnType<typeof readConfig>;

/** @throws ConfigurationError that names each wrong variable */
export function readConfig(env: NodeJS.ProcessEnv) {
  const { access, ...config } = readConfiguration(settings, env);
  return { ...config, ...access };
}

function refuseHalfAProvider(env: AccessVariables, context: z.RefinementCtx): void {
  if ([...OIDC, 'OPERATOR_OIDC_ROLE_CLAIM' as const].every((name) => env[name] === undefined)) return;
  for (const name of [...OIDC, 'CONSOLE_URL' as const].filter((one) => env[one] === undefined))
    context.addIssue({
      code: 'custom',
      path: [name],
      message: 'a value, as single sign-on is configured (OPERATOR_OIDC_…)',
    });
}

function refuseFactorsWithoutKey(env: AccessVariables, context: z.RefinementCtx): void {
  if (env.OPERATOR_SECOND_FACTOR === 'required' && env.OPERATOR_ENCRYPTION_KEY === undefined)
    context.addIssue({
      code: 'custom',
      path: ['OPERATOR_ENCRYPTION_KEY'],
      message: 'a key, as OPERATOR_SECOND_FACTOR is required (openssl rand -base64 32)',
    });
}

/** How operators sign in. */
function accessSettings({
  OPERATOR_OIDC_ISSUER: issuer,
  OPERATOR_OIDC_CLIENT_ID: clientId,
  OPERATOR_OIDC_CLIENT_SECRET: clientSecret,
  ...env
}: AccessVariables) {
  const client = { scope: env.OPERATOR_OIDC_SCOPE, roleClaim: env.OPERATOR_OIDC_ROLE_CLAIM };
  return {
    /** Where browsers reach the console. With https its cookies are sent over nothing else. */
    publicUrl: env.CONSOLE_URL,
    /** Whether signing in with a password takes a second factor. */
    secondFactorRequired: env.OPERATOR_SECOND_FACTOR === 'required',
    /** Undefined: nobody can set one up. */
    totpKeys: env.OPERATOR_ENCRYPTION_KEY,
    /** Undefined: passwords only. */
    oidc: issuer && clientId && clientSecret ? { issuer, clientId, clientSecret, ...client } : undefined,
  };
}
