import {
  apiKeys,
  type Configuration,
  drainDelay,
  failpoint,
  networks,
  operatorsAddress,
  port,
  processSettings,
  readConfiguration,
  readReplica,
  tracing,
  variable,
  webhooks,
  wholeNumber,
} from '@roster/runtime';
import { z } from 'zod';
import type { OidcSettings } from './auth/oidc-tokens.js';
import { provisioningTokens } from './auth/provisioning-tokens.js';
import type { RateLimits } from './rate-limits/rate-limiter.js';
import { origins } from './server/cors.js';

const httpUrl = z.url({ protocol: /^https?$/, error: 'a URL like https://login.example.com' });
const text = z.string({ error: 'a text' });
const perMinute = wholeNumber(0, 1_000_000_000);

/** Default limit of an organization, as a multiple of the limit of a key. */
const KEYS_PER_ORGANIZATION = 5;

/** An identity provider needs all three. */
const OIDC = ['OIDC_ISSUER', 'OIDC_AUDIENCE', 'OIDC_JWKS_URL'] as const;

/** @public The Helm chart's variables are generated from it. */
export const settings = {
  ...processSettings,
  /** Where lists, trees and the audit may be read. */
  readReplica,
  port: variable('PORT', port.default(3000)),
  host: variable('HOST', z.string().default('0.0.0.0')),
  /** Of callers, at the same time. */
  maxConnections: variable('MAX_CONNECTIONS', wholeNumber(1, 1_000_000).default(10_000)),
  operators: operatorsAddress,
  drainDelayMs: drainDelay,
  tracing,
  rateLimits: z
    .object({
      RATE_LIMIT_PER_MINUTE: perMinute.default(6_000),
      RATE_LIMIT_PER_MINUTE_ORGANIZATION: perMinute.optional(),
      RATE_LIMIT_FAILED_PER_MINUTE: perMinute.default(60),
    })
    .transform(
      (env): RateLimits => ({
        perKey: env.RATE_LIMIT_PER_MINUTE,
        perOrganization: env.RATE_LIMIT_PER_MINUTE_ORGANIZATION ?? KEYS_PER_ORGANIZATION * env.RATE_LIMIT_PER_MINUTE,
        failedPerAddress: env.RATE_LIMIT_FAILED_PER_MINUTE,
      }),
    ),
  /** What organizations' API keys are limited to. */
  apiKeys,
  /** Proxies whose `X-Forwarded-For` is trusted. */
  trustedProxies: variable('TRUSTED_PROXIES', networks),
  /** Origins whose web pages may call the API. */
  corsOrigins: variable('CORS_ORIGINS', origins),
  /** Tokens that may create organizations over the API. */
  provisioningTokens: variable('PROVISIONING_TOKEN', provisioningTokens),
  /** Where `/ops` redirects to; unset: nowhere. */
  consoleUrl: variable('CONSOLE_URL', httpUrl.optional()),
  /** Where browsers reach the Slack bot; unset: no workspace can be connected. */
  slackPublicUrl: variable('SLACK_PUBLIC_URL', httpUrl.optional()),
  /** Where the directory of cells is; unset: there is only this one. */
  cellDirectoryUrl: variable('CELL_DIRECTORY_URL', httpUrl.optional()),
  webhooks,
  /** How many webhook endpoints an organization can have. */
  webhookEndpointsPerOrganization: variable('WEBHOOK_ENDPOINTS_PER_ORGANIZATION', wholeNumber(1, 10_000).default(50)),
  /** Unset: API keys only. */
  oidc: z
    .object({
      OIDC_ISSUER: httpUrl.optional(),
      OIDC_AUDIENCE: text.optional(),
      OIDC_JWKS_URL: httpUrl.optional(),
      OIDC_ORGANIZATION_CLAIM: text.default('organization_id'),
    })
    .superRefine((env, context) => {
      if (OIDC.every((name) => env[name] === undefined)) return;
      for (const name of OIDC.filter((one) => env[one] === undefined)) {
        const others = OIDC.filter((one) => one !== name).join(' and ');
        context.addIssue({ code: 'custom', path: [name], message: `a value, as ${others} come with it` });
      }
    })
    .transform(
      ({ OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, OIDC_JWKS_URL: jwksUrl, ...env }): OidcSettings | undefined =>
        issuer === undefined || audience === undefined || jwksUrl === undefined
          ? undefined
          : { issuer, audience, jwksUrl, organizationClaim: env.OIDC_ORGANIZATION_CLAIM },
    ),
  /** Set by the fault suite only. */
  failpoint: variable('ROSTER_FAILPOINT', failpoint),
};

type Settings = Configuration<typeof settings>;

/** A setting that is left out turns its feature off: no limits, no proxies, no identity provider, and so on. */
export type ApiConfig = Pick<Settings, 'port' | 'host' | keyof typeof processSettings> & Partial<Settings>;

/** @throws ConfigurationError that names each wrong variable */
export function readConfig(env: NodeJS.ProcessEnv): Settings {
  return readConfiguration(settings, env);
}
