import { createHash, randomBytes } from 'node:crypto';
import type { Json } from './check-payload.js';
import type { ShownMessage, ShownView } from './inbox.js';
import type { AppSeed } from './seeds.js';
import type { SlackUser, Workspace } from './workspace.js';

// What Slack sends to an app, with the keys of the samples in slackapi/java-slack-sdk, `json-logs/samples`. What is null
// or left out there for a workspace outside Enterprise Grid is so here.

/** Slack still sends it, and says not to use it: https://docs.slack.dev/authentication/verifying-requests-from-slack */
const DEPRECATED_TOKEN = 'deprecated';

/** Who does something, where, with which app. */
export interface Scene {
  readonly app: AppSeed;
  readonly workspace: Workspace;
  readonly user: SlackUser;
}

/** https://docs.slack.dev/interactivity/implementing-slash-commands#app_command_handling */
export function commandPayload(
  { app, workspace, user }: Scene,
  typed: {
    readonly command: string;
    readonly text: string;
    readonly channel: string;
    readonly responseUrl: string;
    readonly triggerId: string;
  },
): Json {
  const { enterprise } = workspace.seed;
  return {
    token: DEPRECATED_TOKEN,
    team_id: workspace.id,
    team_domain: domainOf(workspace),
    ...(enterprise ? { enterprise_id: enterprise.id, enterprise_name: enterprise.name } : {}),
    channel_id: workspace.channel(typed.channel),
    channel_name: typed.channel,
    user_id: user.id,
    user_name: user.name,
    command: typed.command,
    text: typed.text,
    api_app_id: app.id,
    is_enterprise_install: String(workspace.seed.orgWide ?? false),
    response_url: typed.responseUrl,
    trigger_id: typed.triggerId,
  };
}

/** What is the same in all interactions: https://docs.slack.dev/reference/interaction-payloads */
export function interactionPayload({ app, workspace, user }: Scene, content: Json, triggerId: string | null): Json {
  const { enterprise = null } = workspace.seed;
  const ofEnterprise = enterprise ? { enterprise_id: enterprise.id, enterprise_name: enterprise.name } : {};
  return {
    ...content,
    token: DEPRECATED_TOKEN,
    api_app_id: app.id,
    team: { id: workspace.id, domain: domainOf(workspace), ...ofEnterprise },
    user: { id: user.id, username: user.name, name: user.name, team_id: user.teamId },
    enterprise,
    is_enterprise_install: workspace.seed.orgWide ?? false,
    ...(triggerId === null ? {} : { trigger_id: triggerId }),
  };
}

/** The place of a click in a message. An ephemeral message does not come with it. */
export function messageContainer({ workspace, app }: Scene, shown: ShownMessage): Json {
  const { id: ts, channelId, text, blocks, place } = shown;
  const isEphemeral = place === 'ephemeral';
  const bot = { user: workspace.botUserId, bot_id: 'B0ROSTER', app_id: app.id };
  return {
    container: { type: 'message', message_ts: ts, channel_id: channelId, is_ephemeral: isEphemeral },
    channel: { id: channelId, name: workspace.channelName(channelId) },
    ...(isEphemeral ? {} : { message: { type: 'message', ...bot, team: workspace.id, ts, text, blocks } }),
    state: { values: {} },
  };
}

/** A view as Slack sends it back: https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
export function viewObject({ workspace, app }: Scene, { id, view, revision }: ShownView, values: Json = {}): Json {
  const blocks = (view.blocks ?? []) as Json[];
  return {
    type: view.type,
    title: view.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
    close: view.close ?? null,
    submit: view.submit ?? null,
    private_metadata: view.private_metadata ?? '',
    callback_id: view.callback_id ?? '',
    external_id: view.external_id ?? '',
    clear_on_close: view.clear_on_close ?? false,
    notify_on_close: view.notify_on_close ?? false,
    blocks: blocks.map((block, index) => ({ block_id: `b${index}`, ...block })),
    id,
    team_id: workspace.id,
    app_id: app.id,
    app_installed_team_id: workspace.id,
    bot_id: 'B0ROSTER',
    root_view_id: id,
    previous_view_id: null,
    hash: `${Math.floor(Date.now() / 1000)}.${createHash('sha256').update(`${id}:${revision}`).digest('hex').slice(0, 8)}`,
    state: { values },
  };
}

/** https://docs.slack.dev/apis/events-api#event-type-structure */
export function eventPayload({ app, workspace }: Scene, event: Json): Json {
  const enterpriseId = workspace.seed.enterprise?.id ?? null;
  const eventId = `Ev${randomBytes(6).toString('hex').toUpperCase()}`;
  return {
    type: 'event_callback',
    token: DEPRECATED_TOKEN,
    team_id: workspace.id,
    ...(enterpriseId === null ? {} : { enterprise_id: enterpriseId }),
    context_team_id: workspace.id,
    context_enterprise_id: enterpriseId,
    api_app_id: app.id,
    event_id: eventId,
    event_time: Math.floor(Date.now() / 1000),
    authorizations: [
      {
        enterprise_id: enterpriseId,
        team_id: workspace.id,
        user_id: workspace.botUserId,
        is_bot: true,
        is_enterprise_install: workspace.seed.orgWide ?? false,
      },
    ],
    is_ext_shared_channel: workspace.channelSeed(String(event.channel))?.isShared ?? false,
    event_context: `4-${Buffer.from(JSON.stringify({ et: event.type, tid: workspace.id, aid: app.id })).toString('base64')}`,
    event: { event_ts: String(Date.now() / 1000), ...event },
  };
}

/** Someone's message, on which a shortcut is used. */
export function messageOf(author: SlackUser, text: string): Json {
  return {
    client_msg_id: '7b2c4f0e-0000-4000-8000-000000000000',
    type: 'message',
    user: author.id,
    ...(author.bot ? { bot_id: `B${author.id.slice(1)}` } : {}),
    team: author.teamId,
    text,
    ts: String(Date.now() / 1000),
    blocks: [{ type: 'rich_text', elements: [] }],
  };
}

function domainOf({ seed: { name } }: Workspace): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}
