import type { SlackDelivery } from '@roster/database';
import type { KnownBlock } from '@slack/types';
import { slackErrorOf } from './slack-error.js';
import type { Workspace } from './workspaces.js';

/** A message was delivered, should be sent again later, or can never be delivered. */
export type Sent =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'later'; readonly afterSeconds?: number; readonly error: string }
  | { readonly kind: 'never'; readonly reason: string };

const TIMEOUT_MS = 10_000;

/** Slack's errors that pass: https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const PASSING = new Set([
  'ratelimited',
  'rate_limited',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
]);

/** Posts to a `response_url`. */
export async function respond(url: string, body: object, timeoutMs = TIMEOUT_MS): Promise<Sent> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await response.text();
    if (response.ok && !text.startsWith('{"ok":false')) return { kind: 'delivered' };
    if (response.status === 429) return later(`429`, Number(response.headers.get('retry-after')));
    if (response.status >= 500) return later(`status ${response.status}`);
    return { kind: 'never', reason: `status ${response.status}: ${text.slice(0, 200)}` };
  } catch (error) {
    return later(String(error));
  }
}

/** Posts to a channel, or as a direct message when `channel` is a user's id. */
export function post({ noRetryClient }: Workspace, channel: string, { payload }: SlackDelivery): Promise<Sent> {
  return call(() =>
    noRetryClient.chat.postMessage({
      channel,
      text: String(payload.text),
      blocks: payload.blocks as KnownBlock[],
      unfurl_links: false,
      unfurl_media: false,
    }),
  );
}

/** Ends a step of a workflow; the payload is a `StepEnd`. */
export function endStep({ noRetryClient }: Workspace, { target, payload }: SlackDelivery): Promise<Sent> {
  const execution = { function_execution_id: String(target.execution) };
  const { error, outcome } = payload;
  return call(() =>
    error === undefined
      ? noRetryClient.functions.completeSuccess({ ...execution, outputs: { outcome: String(outcome) } })
      : noRetryClient.functions.completeError({ ...execution, error: String(error) }),
  );
}

async function call(method: () => Promise<unknown>): Promise<Sent> {
  try {
    await method();
    return { kind: 'delivered' };
  } catch (error) {
    return sentAfter(error);
  }
}

/** What becomes of a message after a call of Slack failed. */
export function sentAfter(error: unknown): Sent {
  const { retryAfter } = error as { retryAfter?: number };
  if (retryAfter !== undefined) return later('429', retryAfter);
  const code = slackErrorOf(error);
  return code === null || PASSING.has(code) ? later(code ?? String(error)) : { kind: 'never', reason: code };
}

function later(error: string, afterSeconds?: number): Sent {
  return afterSeconds && afterSeconds > 0 ? { kind: 'later', afterSeconds, error } : { kind: 'later', error };
}
