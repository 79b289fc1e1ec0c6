import type { RedisSettings } from '@roster/connections';
import type { Failpoint } from '@roster/domain';
import {
  type DatabaseSettings,
  databaseSettings,
  databaseVariables,
  drainDelay,
  failpoint,
  flag,
  type LogLevel,
  logLevel,
  otlpEndpoint,
  parseEnvironment,
  port,
  redisSettings,
  redisVariables,
  type TracingSettings,
  traceRatio,
  trustedProxies,
  wholeNumber,
} from '@roster/runtime';
import { z } from 'zod';
import type { OidcSettings } from './auth/oidc-tokens.js';
import { provisioningTokens } from './auth/provisioning-tokens.js';
import { origins } from './cors.js';
import type { RateLimits } from './rate-limits/rate-limiter.js';

const httpUrl = z.url({ protocol: /^https?$/, error: 'a URL like https://login.example.com' });
const text = z.string({ error: 'a text' });

/** One identity provider: all three or none. */
const OIDC = ['OIDC_ISSUER', 'OIDC_AUDIENCE', 'OIDC_JWKS_URL'] as const;

const environment = z
  .object({
    PORT: port.default(3000),
    HOST: z.string().default('0.0.0.0'),
    ...databaseVariables,
    ...redisVariables,
    RATE_LIMIT_PER_MINUTE: wholeNumber(0, 1_000_000_000).default(6_000),
    RATE_LIMIT_PER_MINUTE_ORGANIZATION: wholeNumber(0, 1_000_000_000).optional(),
    METRICS_PORT: port.default(0),
    METRICS_HOST: z.string().default('127.0.0.1'),
    DRAIN_DELAY_MS: drainDelay,
    RATE_LIMIT_FAILED_PER_MINUTE: wholeNumber(0, 1_000_000_000).default(60),
    TRUSTED_PROXIES: trustedProxies,
    CORS_ORIGINS: origins,
    PROVISIONING_TOKEN: provisioningTokens,
    CONSOLE_URL: httpUrl.optional(),
    SLACK_PUBLIC_URL: httpUrl.optional(),
    LOG_LEVEL: logLevel,
    LOG_PRETTY: flag,
    OIDC_ISSUER: httpUrl.optional(),
    OIDC_AUDIENCE: text.optional(),
    OIDC_JWKS_URL: httpUrl.optional(),
    OIDC_ORGANIZATION_CLAIM: text.default('organization_id'),
    OTEL_EXPORTER_OTLP_ENDPOINT: otlpEndpoint,
    OTEL_TRACES_SAMPLER_ARG: traceRatio,
    ROSTER_FAILPOINT: failpoint,
  })
  .superRefine((env, context) => {
    if (OIDC.every((name) => env[name] === undefined)) return;
    for (const name of OIDC.filter((one) => env[one] === undefined)) {
      const others = OIDC.filter((one) => one !== name).join(' and ');
      context.addIssue({ code: 'custom', path: [name], message: `a value, as ${others} come with it` });
    }
  });

/** How many keys of an organization can use their limits up at the same time, when its own is not set. */
const KEYS_PER_ORGANIZATION = 5;

export interface ApiConfig {
  readonly port: number;
  readonly host: string;
  /** Where operators find metrics and health; not on `port`, which is open to all. 0 takes a free one. */
  readonly metricsPort?: number;
  readonly metricsHost?: string;
  /** How long the API goes on serving after it is told to stop, in milliseconds: until load balancers have heard. */
  readonly drainDelayMs?: number;
  readonly database: DatabaseSettings;
  /** Unset: the queue lives on Postgres. */
  readonly redis: RedisSettings | undefined;
  /** Unset: none. */
  readonly rateLimits?: RateLimits;
  /** Proxies whose `X-Forwarded-For` is believed; unset or empty: none. */
  readonly trustedProxies?: readonly string[];
  /** Web pages of these origins may call the API; unset or empty: none may. */
  readonly corsOrigins?: readonly string[];
  /** With one of these an organization can be made over the API; unset or empty: it cannot. */
  readonly provisioningTokens?: readonly string[];
  /** Where the console is; unset: `/ops` leads nowhere. */
  readonly consoleUrl?: string | undefined;
  /** Where browsers reach the Slack bot; unset: no workspace can be connected. */
  readonly slackPublicUrl?: string | undefined;
  readonly logLevel: LogLevel;
  readonly logPretty: boolean;
  /** Unset: API keys only. */
  readonly oidc?: OidcSettings | undefined;
  /** Unset: no traces. */
  readonly tracing?: TracingSettings;
  /** Set by the fault suite only. */
  readonly failpoint?: Failpoint | undefined;
}

/** @throws ConfigurationError that names each wrong variable */
export function readConfig(env: NodeJS.ProcessEnv): ApiConfig {
  const parsed = parseEnvironment(environment, env);
  return {
    port: parsed.PORT,
    host: parsed.HOST,
    metricsPort: parsed.METRICS_PORT,
    metricsHost: parsed.METRICS_HOST,
    drainDelayMs: parsed.DRAIN_DELAY_MS,
    database: databaseSettings(parsed),
    redis: redisSettings(parsed),
    rateLimits: {
      perKey: parsed.RATE_LIMIT_PER_MINUTE,
      perOrganization:
        parsed.RATE_LIMIT_PER_MINUTE_ORGANIZATION ?? KEYS_PER_ORGANIZATION * parsed.RATE_LIMIT_PER_MINUTE,
      failedPerAddress: parsed.RATE_LIMIT_FAILED_PER_MINUTE,
    },
    trustedProxies: parsed.TRUSTED_PROXIES,
    corsOrigins: parsed.CORS_ORIGINS,
    provisioningTokens: parsed.PROVISIONING_TOKEN,
    consoleUrl: parsed.CONSOLE_URL,
    slackPublicUrl: parsed.SLACK_PUBLIC_URL,
    logLevel: parsed.LOG_LEVEL,
    logPretty: parsed.LOG_PRETTY,
    oidc: oidcSettings(parsed),
    tracing: { endpoint: parsed.OTEL_EXPORTER_OTLP_ENDPOINT, ratio: parsed.OTEL_TRACES_SAMPLER_ARG },
    failpoint: parsed.ROSTER_FAILPOINT,
  };
}

function oidcSettings(env: z.output<typeof environment>): OidcSettings | undefined {
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, OIDC_JWKS_URL: jwksUrl } = env;
  if (issuer === undefined || audience === undefined || jwksUrl === undefined) return undefined;
  return { issuer, audience, jwksUrl, organizationClaim: env.OIDC_ORGANIZATION_CLAIM };
}
