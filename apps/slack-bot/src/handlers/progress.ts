import type { Logger } from '@roster/runtime';
import type { Answer } from '../messages/answer.js';
import { answerMessage } from '../messages/answer-message.js';
import type { RequestContext } from '../requests/context.js';
import { hasOpenResponseUrl } from '../requests/deliveries.js';
import type { ChangePlan } from '../requests/stored-request.js';
import { respond } from '../slack/send.js';

/** Work that takes longer than this, in milliseconds, is announced. */
const WORKING_AFTER_MS = 1_000;

/** Progress is shown for this many people or more, and this often at most: a `response_url` takes five answers. */
const PROGRESS_FROM = 20;
const MOST_PROGRESS = 2;
const PROGRESS_EVERY_MS = 3_000;

const TIMEOUT_MS = 3_000;

export interface Progress {
  /** So many people are done. */
  reached(count: number): void;
  /** Resolves when no message is on its way any more: none may arrive after the result. */
  stop(): Promise<void>;
}

/**
 * Says that a change is being worked on, and from time to time how many of many people are done, where the next message
 * replaces it: in place of a button. A command has no such place (slackapi/bolt-js#2287): its acknowledgement says once
 * what is being done, and a form says it once.
 */
export function notifyProgress(plan: ChangePlan, context: RequestContext, logger: Logger): Progress {
  const { change, department, people } = plan;
  const total = people.length;
  let done = 0;
  let shown = 0;
  let sending = Promise.resolve();
  if (context.request.kind === 'command') return { reached: () => {}, stop: () => sending };
  const working = setTimeout(() => {
    sending = sendInterim({ kind: 'working', change, people: total, department }, context, logger);
  }, WORKING_AFTER_MS);
  const timer = setInterval(() => {
    shown += 1;
    if (shown > MOST_PROGRESS || total < PROGRESS_FROM || !isReplaced(context)) return;
    sending = sending.then(() => sendInterim(progressOf(plan, done, false), context, logger));
  }, PROGRESS_EVERY_MS);
  return {
    reached: (count) => {
      done = count;
    },
    stop: () => {
      clearTimeout(working);
      clearInterval(timer);
      return sending;
    },
  };
}

/** Says that the result takes longer than usual. */
export async function notifyDelay(
  plan: ChangePlan,
  done: number,
  context: RequestContext,
  logger: Logger,
): Promise<void> {
  if (isReplaced(context)) await sendInterim(progressOf(plan, done, true), context, logger);
}

/** The answer replaces what was said before. */
function isReplaced({ request: { kind } }: RequestContext): boolean {
  return kind !== 'command' && kind !== 'form';
}

function progressOf({ change, department, people }: ChangePlan, done: number, late: boolean): Answer {
  return { kind: 'progress', change, department, done, total: people.length, late };
}

/** Tries once: an interim message may be lost, the result may not. */
async function sendInterim(answer: Answer, { place, caller }: RequestContext, logger: Logger): Promise<void> {
  if (place.responseUrl === null || !hasOpenResponseUrl(place)) return;
  const body = { ...answerMessage(answer), response_type: 'ephemeral', replace_original: true };
  const sent = await respond(place.responseUrl, body, TIMEOUT_MS);
  if (sent.kind !== 'delivered') logger.info({ trace_id: caller.traceId, ...sent }, 'an interim message was lost');
}
