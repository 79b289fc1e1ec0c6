import { SecretBox } from '@roster/database';
import {
  type Configuration,
  drainDelay,
  encryptionKeys,
  operatorsAddress,
  port,
  processSettings,
  readConfiguration,
  tracing,
  variable,
} from '@roster/runtime';
import { z } from 'zod';
import type { SlackTransport } from './slack/slack-app.js';

const secret = z.string({ error: 'a text' });
const httpUrl = z.url({ protocol: /^https?$/, error: 'a URL like https://slack-bot.example.com' });
const documentUrl = z.url({ protocol: /^https?$/, error: 'a URL like https://config.example.com/cells.json' });

function token(prefix: string) {
  return secret.startsWith(prefix, { error: `a token that begins with ${prefix}` });
}

/** All are needed for many workspaces, none for one, which has SLACK_BOT_TOKEN. */
const OAUTH = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_ENCRYPTION_KEY', 'SLACK_PUBLIC_URL'] as const;

const slackVariables = z.object({
  SLACK_SIGNING_SECRET: secret.optional(),
  SLACK_APP_TOKEN: token('xapp-').optional(),
  SLACK_BOT_TOKEN: token('xoxb-').optional(),
  SLACK_CLIENT_ID: secret.optional(),
  SLACK_CLIENT_SECRET: secret.optional(),
  SLACK_ENCRYPTION_KEY: encryptionKeys.optional(),
  SLACK_PUBLIC_URL: httpUrl.optional(),
  SLACK_API_URL: httpUrl.default('https://slack.com/api/'),
  CELL_DIRECTORY_URL: documentUrl.optional(),
});

/** @public The Helm chart's variables are generated from it. */
export const settings = {
  ...processSettings,
  port: variable('SLACK_PORT', port.default(3003)),
  host: variable('HOST', z.string().default('0.0.0.0')),
  operators: operatorsAddress,
  drainDelayMs: drainDelay,
  tracing,
  slack: slackVariables
    .superRefine((env, context) => {
      const wrong = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message });
      if (env.SLACK_APP_TOKEN === undefined && env.SLACK_SIGNING_SECRET === undefined)
        wrong('SLACK_SIGNING_SECRET', 'the signing secret of the app, or SLACK_APP_TOKEN for Socket Mode');
      if (env.SLACK_APP_TOKEN !== undefined && env.CELL_DIRECTORY_URL !== undefined)
        wrong(
          'CELL_DIRECTORY_URL',
          'no value: in Socket Mode (SLACK_APP_TOKEN) no requests are passed on to other cells',
        );
      if (env.SLACK_BOT_TOKEN !== undefined) return;
      for (const name of OAUTH.filter((one) => env[one] === undefined))
        wrong(name, 'a value, or SLACK_BOT_TOKEN for a single workspace');
    })
    .transform(slackSettings),
};

export type BotConfig = Pick<Configuration<typeof settings>, 'database' | 'redis' | 'port' | 'host'> &
  ReturnType<typeof slackSettings>;

/** @throws ConfigurationError that names each wrong variable */
export function readConfig(env: NodeJS.ProcessEnv) {
  const { slack, ...config } = readConfiguration(settings, env);
  return { ...config, ...slack };
}

/** How the bot talks to Slack. */
function slackSettings({
  SLACK_APP_TOKEN: appToken,
  SLACK_SIGNING_SECRET: signingSecret = '',
  SLACK_CLIENT_ID: clientId,
  SLACK_CLIENT_SECRET: clientSecret,
  SLACK_ENCRYPTION_KEY: keys,
  ...env
}: z.output<typeof slackVariables>) {
  const transport: SlackTransport = appToken === undefined ? { signingSecret } : { appToken };
  return {
    transport,
    /** The token of the only workspace; undefined when workspaces install the bot by OAuth. */
    botToken: env.SLACK_BOT_TOKEN,
    /** The box seals the stored tokens. */
    oauth:
      clientId && clientSecret && keys
        ? { clientId, clientSecret, secretBox: new SecretBox(keys, 'SLACK_ENCRYPTION_KEY') }
        : undefined,
    publicUrl: env.SLACK_PUBLIC_URL,
    apiUrl: env.SLACK_API_URL,
    /** Where the directory of cells is; undefined: there is only this one. */
    cellDirectoryUrl: env.CELL_DIRECTORY_URL,
  };
}
