import { channelInfo, joinChannel, postingProblem } from './channels.js';
import { type Json, messageProblems, viewProblems } from './check-payload.js';
import type { Inbox } from './inbox.js';
import { listUsers, userByEmail, userInfo } from './users.js';
import type { Workspace } from './workspace.js';

/** A call of the Web API by the app, with its answer. */
export interface WebApiCall {
  readonly method: string;
  readonly teamId: string;
  readonly token: string;
  readonly payload: Json;
  readonly status: number;
  readonly answer: Json;
}

/** A payload that Slack would refuse. */
export interface Refusal {
  readonly method: string;
  readonly problems: readonly string[];
  readonly payload: unknown;
}

const VIEWS = ['views.open', 'views.publish'];

/** The arguments of a call, with those of a form that are JSON parsed. */
export function readArguments(contentType: string, body: string, query: URLSearchParams): Json {
  if (contentType.includes('application/json')) return JSON.parse(body || '{}');
  const values: Record<string, unknown> = {
    ...Object.fromEntries(query),
    ...Object.fromEntries(new URLSearchParams(body)),
  };
  for (const field of ['blocks', 'view']) {
    const value = values[field];
    if (typeof value === 'string') values[field] = JSON.parse(value);
  }
  return values;
}

/** What Slack would refuse in the arguments of a method. */
export function argumentProblems(method: string, payload: Json): string[] {
  if (method === 'chat.postMessage') return messageProblems(payload);
  if (VIEWS.includes(method)) return viewProblems((payload.view ?? {}) as object);
  return [];
}

/** Answers what `emulate` does not, or more kindly than Slack; undefined for all else. */
export function answerHere(method: string, payload: Json, workspace: Workspace): Json | undefined {
  if (method === 'users.info') return userInfo(payload, workspace);
  if (method === 'users.lookupByEmail') return userByEmail(payload, workspace);
  if (method === 'users.list') return listUsers(payload, workspace);
  if (method === 'usergroups.users.list') return listGroup(payload, workspace);
  if (method === 'blocks.validate') return validated(payload);
  if (method === 'conversations.info') return channelInfo(payload, workspace);
  if (method === 'conversations.join') return joinChannel(payload, workspace);
  if (method === 'chat.postMessage') {
    const error = postingProblem(String(payload.channel), workspace);
    if (error !== null) return { ok: false, error };
  }
  return undefined;
}

/** https://docs.slack.dev/reference/methods/blocks.validate: what a message says beside its blocks is not looked at. */
function validated({ view, message }: Json): Json {
  const problems = view ? viewProblems(view) : messageProblems({ text: '-', ...(message as object) });
  if (problems.length === 0) return { ok: true };
  const errors = problems.map((problem) => ({ pointer: '', code: 'failed_constraint', message: problem }));
  return { ok: false, error: view ? 'invalid_view' : 'invalid_message', errors };
}

function listGroup(payload: Json, workspace: Workspace): Json {
  if (!workspace.app.scopes.includes('usergroups:read'))
    return { ok: false, error: 'missing_scope', needed: 'usergroups:read' };
  const group = workspace.groups.find(({ id }) => id === payload.usergroup);
  if (!group) return { ok: false, error: 'no_such_subteam' };
  return { ok: true, users: group.members.map((name) => workspace.user(name).id) };
}

/** Adds to an answer of `emulate` what it lacks. */
export function completeAnswer(method: string, answer: Json, { seed }: Workspace): Json {
  if (method !== 'auth.test' || seed.enterprise === undefined) return answer;
  return { ...answer, enterprise_id: seed.enterprise.id, is_enterprise_install: seed.orgWide ?? false };
}

/** Shows people what a successful call puts on their screens. `triggers` are trigger ids with their users. */
export function showCall(
  { method, payload, answer }: WebApiCall,
  { id: teamId }: Workspace,
  inbox: Inbox,
  triggers: ReadonlyMap<string, string>,
): void {
  if (method === 'chat.postMessage') {
    const channel = String(payload.channel);
    const isUser = channel.startsWith('U') || channel.startsWith('W');
    inbox.post({
      id: String(answer.ts),
      teamId,
      channelId: String(answer.channel),
      place: isUser ? 'direct' : 'channel',
      userId: isUser ? channel : null,
      text: String(payload.text ?? ''),
      blocks: (payload.blocks ?? []) as Json[],
    });
  } else if (VIEWS.includes(method)) {
    const view = answer.view as Json;
    const shown = { ...view, ...(payload.view as Json) };
    const id = String(view.id);
    const userId = payload.user_id ?? triggers.get(String(payload.trigger_id)) ?? 'nobody';
    inbox.show({ id, teamId, userId: String(userId), view: shown });
  }
}
