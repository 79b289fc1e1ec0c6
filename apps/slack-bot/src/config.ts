import type { RedisSettings } from '@roster/connections';
import {
  type DatabaseSettings,
  databaseSettings,
  databaseVariables,
  drainDelay,
  flag,
  logLevel,
  otlpEndpoint,
  parseEnvironment,
  port,
  redisSettings,
  redisVariables,
  traceRatio,
} from '@roster/runtime';
import { z } from 'zod';
import { SecretBox } from './slack/secret-box.js';
import type { SlackTransport } from './slack/slack-app.js';

const secret = z.string({ error: 'a text' });
const httpUrl = z.url({ protocol: /^https?$/, error: 'a URL like https://slack-bot.example.com' });

function token(prefix: string) {
  return secret.startsWith(prefix, { error: `a token that begins with ${prefix}` });
}

const keyError = '32 random bytes in base64, as `openssl rand -base64 32` prints them';
const encryptionKeys = z
  .string({ error: keyError })
  .transform((list) => list.split(',').map((key) => Buffer.from(key.trim(), 'base64')))
  .refine((keys) => keys.every((key) => key.length === 32), { error: keyError });

/** All are needed for many workspaces, none for one, which has SLACK_BOT_TOKEN. */
const OAUTH = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_ENCRYPTION_KEY', 'SLACK_PUBLIC_URL'] as const;

const environment = z
  .object({
    ...databaseVariables,
    ...redisVariables,
    SLACK_PORT: port.default(3003),
    HOST: z.string().default('0.0.0.0'),
    SLACK_SIGNING_SECRET: secret.optional(),
    SLACK_APP_TOKEN: token('xapp-').optional(),
    SLACK_BOT_TOKEN: token('xoxb-').optional(),
    SLACK_CLIENT_ID: secret.optional(),
    SLACK_CLIENT_SECRET: secret.optional(),
    SLACK_ENCRYPTION_KEY: encryptionKeys.optional(),
    SLACK_PUBLIC_URL: httpUrl.optional(),
    SLACK_API_URL: httpUrl.default('https://slack.com/api/'),
    METRICS_PORT: port.default(0),
    METRICS_HOST: z.string().default('127.0.0.1'),
    DRAIN_DELAY_MS: drainDelay,
    OTEL_EXPORTER_OTLP_ENDPOINT: otlpEndpoint,
    OTEL_TRACES_SAMPLER_ARG: traceRatio,
    LOG_LEVEL: logLevel,
    LOG_PRETTY: flag,
  })
  .superRefine((env, context) => {
    const missing = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message });
    if (env.SLACK_APP_TOKEN === undefined && env.SLACK_SIGNING_SECRET === undefined)
      missing('SLACK_SIGNING_SECRET', 'the signing secret of the app, or SLACK_APP_TOKEN for Socket Mode');
    if (env.SLACK_BOT_TOKEN !== undefined) return;
    for (const name of OAUTH.filter((one) => env[one] === undefined))
      missing(name, 'a value, or SLACK_BOT_TOKEN for a single workspace');
  });

export interface BotConfig {
  readonly database: DatabaseSettings;
  readonly redis?: RedisSettings | undefined;
  readonly port: number;
  readonly host: string;
  readonly transport: SlackTransport;
  /** The token of the only workspace; undefined when workspaces install the bot by OAuth. */
  readonly botToken?: string | undefined;
  /** The box seals the stored tokens. */
  readonly oauth?:
    | { readonly clientId: string; readonly clientSecret: string; readonly secretBox: SecretBox }
    | undefined;
  readonly publicUrl?: string | undefined;
  readonly apiUrl: string;
}

/** @throws ConfigurationError that names each wrong variable */
export function readConfig(env: NodeJS.ProcessEnv) {
  const parsed = parseEnvironment(environment, env);
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret, SLACK_ENCRYPTION_KEY: keys } = parsed;
  const bot: BotConfig = {
    database: databaseSettings(parsed),
    redis: redisSettings(parsed),
    port: parsed.SLACK_PORT,
    host: parsed.HOST,
    transport:
      parsed.SLACK_APP_TOKEN === undefined
        ? { signingSecret: parsed.SLACK_SIGNING_SECRET ?? '' }
        : { appToken: parsed.SLACK_APP_TOKEN },
    botToken: parsed.SLACK_BOT_TOKEN,
    oauth: clientId && clientSecret && keys ? { clientId, clientSecret, secretBox: new SecretBox(keys) } : undefined,
    publicUrl: parsed.SLACK_PUBLIC_URL,
    apiUrl: parsed.SLACK_API_URL,
  };
  return {
    bot,
    metricsPort: parsed.METRICS_PORT,
    metricsHost: parsed.METRICS_HOST,
    drainDelayMs: parsed.DRAIN_DELAY_MS,
    tracing: { endpoint: parsed.OTEL_EXPORTER_OTLP_ENDPOINT, ratio: parsed.OTEL_TRACES_SAMPLER_ARG },
    logLevel: parsed.LOG_LEVEL,
    logPretty: parsed.LOG_PRETTY,
  };
}
