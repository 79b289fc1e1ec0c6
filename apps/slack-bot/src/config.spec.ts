import { randomBytes } from 'node:crypto';
import { readConfig } from './config.js';

const BASE = { DATABASE_URL: 'postgres://roster@127.0.0.1:5432/roster' };
const OAUTH = {
  SLACK_CLIENT_ID: '1.2',
  SLACK_CLIENT_SECRET: 'secret',
  SLACK_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
  SLACK_PUBLIC_URL: 'https://slack-bot.acme.example',
};

it('takes many workspaces over HTTP, or one over Socket Mode', () => {
  expect(readConfig({ ...BASE, ...OAUTH, SLACK_SIGNING_SECRET: 's' })).toMatchObject({
    port: 3003,
    transport: { signingSecret: 's' },
    oauth: { clientId: '1.2', clientSecret: 'secret' },
  });
  const one = readConfig({ ...BASE, SLACK_APP_TOKEN: 'xapp-1', SLACK_BOT_TOKEN: 'xoxb-1' });
  expect(one).toMatchObject({ transport: { appToken: 'xapp-1' }, botToken: 'xoxb-1', oauth: undefined });
});

it.each([
  ['nothing of Slack', {}, /SLACK_SIGNING_SECRET is not set; .*Socket Mode/],
  ['no client', { SLACK_SIGNING_SECRET: 's' }, /SLACK_CLIENT_ID is not set/],
  [
    'a short key',
    { ...OAUTH, SLACK_SIGNING_SECRET: 's', SLACK_ENCRYPTION_KEY: 'c2hvcnQ=' },
    /SLACK_ENCRYPTION_KEY.*32 random bytes/,
  ],
  ['a user token', { SLACK_SIGNING_SECRET: 's', SLACK_BOT_TOKEN: 'xoxp-1' }, /SLACK_BOT_TOKEN.*xoxb-/],
  [
    'cells in Socket Mode',
    { SLACK_APP_TOKEN: 'xapp-1', SLACK_BOT_TOKEN: 'xoxb-1', CELL_DIRECTORY_URL: 'https://config.example/cells.json' },
    /CELL_DIRECTORY_URL is .*; expected no value: .*SLACK_APP_TOKEN/,
  ],
  ['no URL', { ...OAUTH, SLACK_SIGNING_SECRET: 's', SLACK_PUBLIC_URL: 'bot' }, /SLACK_PUBLIC_URL is "bot"/],
])('%s ends the start with a sentence that names the variable', (_, env, sentence) => {
  expect(() => readConfig({ ...BASE, ...env })).toThrow(sentence);
});

it('no secret is in the sentence', () => {
  expect(() => readConfig({ ...BASE, SLACK_APP_TOKEN: 'hidden-value' })).toThrow(/^(?!.*hidden-value)/s);
});
