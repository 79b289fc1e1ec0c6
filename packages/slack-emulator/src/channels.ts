import type { Json } from './check-payload.js';
import { DIRECT_MESSAGE, type Workspace } from './workspace.js';

/** https://docs.slack.dev/reference/methods/conversations.info. An app sees the private channels that its bot is a member of. */
export function channelInfo(payload: Json, workspace: Workspace): Json {
  const id = String(payload.channel);
  const seed = workspace.channelSeed(id);
  const refused = missingScope(workspace, seed?.isPrivate ? 'groups:read' : scopeToSee(id));
  if (refused) return refused;
  if (seed === undefined || (seed.isPrivate && !workspace.botChannels.has(id)))
    return { ok: false, error: 'channel_not_found' };
  return { ok: true, channel: channelObject(id, workspace) };
}

/** https://docs.slack.dev/reference/methods/conversations.join */
export function joinChannel(payload: Json, workspace: Workspace): Json {
  const id = String(payload.channel);
  const refused = missingScope(workspace, 'channels:join');
  if (refused) return refused;
  const seed = workspace.channelSeed(id);
  if (seed === undefined || seed.isPrivate) return { ok: false, error: 'channel_not_found' };
  if (workspace.archived.has(id)) return { ok: false, error: 'is_archived' };
  const isMember = workspace.botChannels.has(id);
  workspace.botChannels.add(id);
  return { ok: true, channel: channelObject(id, workspace), ...(isMember ? { warning: 'already_in_channel' } : {}) };
}

/**
 * Why a bot may not post there; null when it may. With `chat:write` it posts to people and to channels that it is a member
 * of. Public ones would take `chat:write.public`: https://docs.slack.dev/reference/scopes/chat.write.public
 */
export function postingProblem(channel: string, workspace: Workspace): string | null {
  if (channel === DIRECT_MESSAGE.id) return 'channel_not_found';
  const seed = workspace.channelSeed(channel);
  if (seed === undefined) return null;
  if (workspace.archived.has(channel)) return 'is_archived';
  if (workspace.botChannels.has(channel)) return null;
  if (seed.isPrivate) return 'channel_not_found';
  return workspace.app.scopes.includes('chat:write.public') ? null : 'not_in_channel';
}

function scopeToSee(id: string): string {
  return id.startsWith('D') ? 'im:read' : 'channels:read';
}

function missingScope({ app }: Workspace, needed: string): Json | null {
  if (app.scopes.includes(needed)) return null;
  return { ok: false, error: 'missing_scope', needed, provided: app.scopes.join(',') };
}

/** https://docs.slack.dev/reference/objects/conversation-object */
function channelObject(id: string, workspace: Workspace): Json {
  const seed = workspace.channelSeed(id);
  const { isPrivate = false, isShared = false } = seed ?? {};
  const name = workspace.channelName(id);
  const teams = isShared ? [workspace.id, 'T0PARTNER'] : [workspace.id];
  return {
    id,
    name,
    name_normalized: name,
    is_channel: !isPrivate,
    is_group: isPrivate,
    is_im: false,
    is_mpim: false,
    is_private: isPrivate,
    created: 1_700_000_000,
    updated: 1_700_000_000_000,
    creator: workspace.botUserId,
    context_team_id: workspace.id,
    is_archived: workspace.archived.has(id),
    is_general: name === 'general',
    is_member: workspace.botChannels.has(id),
    is_shared: isShared,
    is_ext_shared: isShared,
    is_org_shared: false,
    is_pending_ext_shared: false,
    pending_shared: [],
    pending_connected_team_ids: [],
    shared_team_ids: teams,
    ...(isShared ? { connected_team_ids: ['T0PARTNER'], internal_team_ids: [workspace.id] } : {}),
    parent_conversation: null,
    unlinked: 0,
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    previous_names: [],
  };
}
