import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BOT_SCOPES as EMULATED_SCOPES } from '@roster/slack-emulator';
import { parse } from 'yaml';
import { z } from 'zod';
import { SHORTCUTS, WORKFLOW_STEP } from './messages/action-ids.js';
import { REDIRECT_PATH } from './slack/install-routes.js';
import { EVENTS_PATH } from './slack/slack-app.js';
import { BOT_SCOPES } from './slack/workspaces.js';

const FOLDER = import.meta.dirname;
const address = z.url({ protocol: /^https$/ });

const text = (most: number) => z.string().min(1).max(most);

/** By Slack's own rules, slackapi/manifest-schema, `schemas/manifest.schema.1.0.0.json`: it refuses what it does not know. */
const manifest = z
  .strictObject({
    _metadata: z.strictObject({ major_version: z.literal(1) }),
    display_information: z.strictObject({
      name: text(35),
      description: text(140),
      background_color: z.string().regex(/^#[0-9a-f]{6}$/),
    }),
    features: z.strictObject({
      app_home: z.strictObject({
        home_tab_enabled: z.boolean(),
        messages_tab_enabled: z.boolean(),
        messages_tab_read_only_enabled: z.boolean(),
      }),
      bot_user: z.strictObject({ display_name: text(80), always_online: z.boolean() }),
      shortcuts: z
        .array(
          z.strictObject({
            name: text(24),
            type: z.enum(['message', 'global']),
            callback_id: text(255),
            description: text(150),
          }),
        )
        .max(10),
      slash_commands: z.array(
        z.strictObject({
          command: text(32).startsWith('/'),
          url: address,
          description: text(2_000),
          usage_hint: text(1_000),
          should_escape: z.boolean(),
        }),
      ),
    }),
    oauth_config: z.strictObject({
      redirect_urls: z.array(address),
      scopes: z.strictObject({ bot: z.array(text(50)) }),
    }),
    settings: z.strictObject({
      event_subscriptions: z.strictObject({ request_url: address, bot_events: z.array(text(50)).max(100) }),
      interactivity: z.strictObject({
        is_enabled: z.boolean(),
        request_url: address,
        message_menu_options_url: address,
      }),
      org_deploy_enabled: z.boolean(),
      socket_mode_enabled: z.boolean(),
      token_rotation_enabled: z.boolean(),
    }),
  })
  .parse(parse(readFileSync(join(FOLDER, '..', 'manifest.yaml'), 'utf8')));

const parameters = z.record(
  text(50),
  z.strictObject({
    type: z.enum(['string', 'slack#/types/user_id']),
    title: text(50),
    description: text(200),
    is_required: z.boolean(),
    name: text(50),
  }),
);

/** What the step of a workflow adds to it, by the same rules. */
const workflowStep = z
  .strictObject({
    functions: z.strictObject({
      add_to_department: z.strictObject({
        title: text(51),
        description: text(200),
        input_parameters: parameters,
        output_parameters: parameters,
      }),
    }),
    settings: z.strictObject({
      event_subscriptions: z.strictObject({ bot_events: z.tuple([z.literal('function_executed')]) }),
      // Slack takes functions of an app outside its own platform only with both.
      org_deploy_enabled: z.literal(true),
      function_runtime: z.literal('remote'),
    }),
  })
  .parse(parse(readFileSync(join(FOLDER, '..', 'manifest-workflow-step.yaml'), 'utf8')));

/** What each method of the Web API wants: https://docs.slack.dev/reference/methods */
const METHOD_SCOPES: Readonly<Record<string, readonly string[]>> = {
  'auth.revoke': [],
  'auth.test': [],
  'chat.postMessage': ['chat:write'],
  // Of public channels, and of private ones that the bot is a member of.
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.join': ['channels:join'],
  'functions.completeError': [],
  'functions.completeSuccess': [],
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
    const listened = found(/(?:app\.event\(|z\.object\(\{ type: z\.literal\()'(\w+)'/g);
    expect([...settings.event_subscriptions.bot_events].sort()).toEqual(listened);
  });

  it('has the shortcuts that the code listens to', () => {
    expect(features.shortcuts.map(({ callback_id }) => callback_id).sort()).toEqual(Object.values(SHORTCUTS).sort());
  });

  it('has, as an option, the step of a workflow that the code listens to', () => {
    expect(Object.keys(workflowStep.functions)).toEqual([WORKFLOW_STEP]);
    const { input_parameters, output_parameters } = workflowStep.functions.add_to_department;
    expect(Object.keys(input_parameters)).toEqual(['user', 'department']);
    expect(Object.keys(output_parameters)).toEqual(['outcome']);
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
