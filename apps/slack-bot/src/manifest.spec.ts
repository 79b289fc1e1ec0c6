import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BOT_SCOPES as EMULATED_SCOPES } from '@roster/slack-emulator';
import { parse } from 'yaml';
import { z } from 'zod';
import { REDIRECT_PATH } from './slack/install-routes.js';
import { EVENTS_PATH } from './slack/slack-app.js';
import { BOT_SCOPES } from './slack/workspaces.js';

const FOLDER = import.meta.dirname;
const address = z.url({ protocol: /^https$/ });

const manifest = z
  .looseObject({
    features: z.looseObject({
      bot_user: z.looseObject({ display_name: z.string() }),
      slash_commands: z.array(z.looseObject({ command: z.string(), url: address, should_escape: z.boolean() })),
    }),
    oauth_config: z.looseObject({
      redirect_urls: z.array(address),
      scopes: z.strictObject({ bot: z.array(z.string()) }),
    }),
    settings: z.looseObject({
      event_subscriptions: z.looseObject({ request_url: address, bot_events: z.array(z.string()) }),
      interactivity: z.looseObject({ request_url: address, message_menu_options_url: address }),
    }),
  })
  .parse(parse(readFileSync(join(FOLDER, '..', 'manifest.yaml'), 'utf8')));

/** What each method of the Web API wants: https://docs.slack.dev/reference/methods */
const METHOD_SCOPES: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'chat.postMessage': ['chat:write'],
  'usergroups.users.list': ['usergroups:read'],
  // Without the second one a user comes without an e-mail address.
  'users.info': ['users:read', 'users:read.email'],
  // The first one is for the rest of the user object.
  'users.lookupByEmail': ['users:read', 'users:read.email'],
  'users.list': ['users:read', 'users:read.email'],
  'views.open': [],
  'views.publish': [],
};

const code = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((file) => /(?<!\.spec|\.fixture)\.ts$/.test(file))
  .map((file) => readFileSync(join(FOLDER, file), 'utf8'))
  .join('\n');

const found = (pattern: RegExp) => [...new Set([...code.matchAll(pattern)].map(([, name]) => name ?? ''))].sort();

describe('the manifest', () => {
  const { features, oauth_config, settings } = manifest;

  it('asks for the scopes that the code uses, and for no other', () => {
    const methods = found(/[cC]lient\.((?:[a-z]+\.)+[a-zA-Z]+)\(/g);
    const used = methods.flatMap((method) => METHOD_SCOPES[method] ?? [`unknown method ${method}`]);
    expect([...oauth_config.scopes.bot].sort()).toEqual([...new Set(['commands', ...used])].sort());
  });

  it('asks for what an installation asks for, and what is tried without Slack', () => {
    expect([...BOT_SCOPES].sort()).toEqual([...oauth_config.scopes.bot].sort());
    expect([...EMULATED_SCOPES].sort()).toEqual([...oauth_config.scopes.bot].sort());
  });

  it('subscribes to the events that the code listens to', () => {
    expect([...settings.event_subscriptions.bot_events].sort()).toEqual(found(/app\.event\('(\w+)'/g));
  });

  it('has the command, with mentions escaped', () => {
    expect(features.slash_commands).toEqual([expect.objectContaining({ command: '/dept', should_escape: true })]);
  });

  it('sends everything to where the bot listens', () => {
    const requests = [
      ...features.slash_commands.map(({ url }) => url),
      settings.event_subscriptions.request_url,
      settings.interactivity.request_url,
      settings.interactivity.message_menu_options_url,
    ];
    expect(requests.map((url) => new URL(url).pathname)).toEqual(requests.map(() => EVENTS_PATH));
    expect(oauth_config.redirect_urls.map((url) => new URL(url).pathname)).toEqual([REDIRECT_PATH]);
  });

  it('is of the bot that people are told to invite', () => {
    expect(code).toContain(`/invite @${features.bot_user.display_name}`);
  });
});
