import type { Json } from './check-blocks.js';
import { messageProblems, viewProblems } from './check-payload.js';
import type { Inbox } from './inbox.js';
import type { Workspace } from './workspace.js';

/** One call of the Web API by the app, as it came and as it was answered. */
export interface WebApiCall {
  readonly method: string;
  readonly teamId: string;
  readonly token: string;
  readonly payload: Json;
  readonly status: number;
  readonly answer: Json;
}

/** A payload that Slack would not have taken. */
export interface Refusal {
  readonly method: string;
  readonly problems: readonly string[];
  readonly payload: unknown;
}

const MESSAGES = ['chat.postMessage', 'chat.postEphemeral', 'chat.update'];
const VIEWS = ['views.open', 'views.update', 'views.push', 'views.publish'];

/** What `body` says, with the fields that hold JSON in a form read. */
export function readArguments(contentType: string, body: string, query: URLSearchParams): Json {
  if (contentType.includes('application/json')) return JSON.parse(body || '{}');
  const values: Record<string, unknown> = {
    ...Object.fromEntries(query),
    ...Object.fromEntries(new URLSearchParams(body)),
  };
  for (const field of ['blocks', 'view', 'attachments', 'metadata']) {
    const value = values[field];
    if (typeof value === 'string') values[field] = JSON.parse(value);
  }
  return values;
}

/** What Slack would refuse of the arguments of a method. */
export function argumentProblems(method: string, payload: Json): string[] {
  if (MESSAGES.includes(method)) return messageProblems(payload);
  if (VIEWS.includes(method)) return viewProblems((payload.view ?? {}) as object);
  return [];
}

/** The methods that `emulate` does not have; undefined for all others. */
export function answerHere(method: string, payload: Json, workspace: Workspace): Json | undefined {
  if (method === 'usergroups.users.list') {
    if (!workspace.app.scopes.includes('usergroups:read')) return missing('usergroups:read');
    const group = workspace.groups.find(({ id }) => id === payload.usergroup);
    if (!group) return { ok: false, error: 'no_such_subteam' };
    return { ok: true, users: group.members.map((name) => workspace.user(name).id) };
  }
  if (method === 'usergroups.list') {
    if (!workspace.app.scopes.includes('usergroups:read')) return missing('usergroups:read');
    const usergroups = workspace.groups.map(({ id, handle, members }) => ({
      id,
      team_id: workspace.id,
      is_usergroup: true,
      name: handle,
      handle,
      user_count: members.length,
      users: members.map((name) => workspace.user(name).id),
    }));
    return { ok: true, usergroups };
  }
  return undefined;
}

function missing(scope: string): Json {
  return { ok: false, error: 'missing_scope', needed: scope };
}

/** Adds to an answer of `emulate` what it does not know. */
export function completeAnswer(method: string, answer: Json, workspace: Workspace): Json {
  if (method === 'users.info' || method === 'users.lookupByEmail') {
    return answer.user ? { ...answer, user: workspace.describe(answer.user as Json) } : answer;
  }
  if (method === 'users.list' && Array.isArray(answer.members)) {
    return { ...answer, members: answer.members.map((user: Json) => workspace.describe(user)) };
  }
  if (method === 'auth.test' && workspace.seed.enterpriseId) {
    return { ...answer, enterprise_id: workspace.seed.enterpriseId };
  }
  return answer;
}

/** Who is at the other end of a channel or of a trigger id. */
export interface Persons {
  readonly directs: Map<string, string>;
  readonly triggers: Map<string, string>;
}

/** Puts on people's screens what a successful call shows them. */
export function showCall(
  { method, payload, answer }: WebApiCall,
  workspace: Workspace,
  inbox: Inbox,
  { directs, triggers }: Persons,
): void {
  const teamId = workspace.id;
  const channel = String(payload.channel ?? '');
  const text = String(payload.text ?? '');
  const blocks = (payload.blocks ?? []) as Json[];
  if (method === 'conversations.open') {
    const opened = (answer.channel as Json | undefined)?.id;
    if (typeof opened === 'string') directs.set(opened, String(payload.users));
  } else if (method === 'chat.postMessage') {
    const channelId = String(answer.channel);
    if (channel.startsWith('U') || channel.startsWith('W')) directs.set(channelId, channel);
    const userId = directs.get(channelId) ?? null;
    const place = userId === null ? 'channel' : 'direct';
    inbox.post({ id: String(answer.ts), teamId, channelId, place, userId, text, blocks });
  } else if (method === 'chat.postEphemeral') {
    const id = String(answer.message_ts);
    inbox.post({ id, teamId, channelId: channel, place: 'ephemeral', userId: String(payload.user), text, blocks });
  } else if (method === 'chat.update') {
    inbox.replace(String(payload.ts), { text, blocks });
  } else if (method === 'chat.delete') {
    inbox.delete(String(payload.ts));
  } else if (VIEWS.includes(method)) {
    const view = answer.view as Json;
    const shown = { ...view, ...(payload.view as Json) };
    const id = String(view.id);
    const userId = payload.user_id ?? triggers.get(String(payload.trigger_id)) ?? inbox.view(id)?.userId ?? 'nobody';
    inbox.show({ id, teamId, userId: String(userId), view: shown });
  }
}
