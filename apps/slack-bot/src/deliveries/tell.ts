import type { Logger } from '@roster/runtime';
import type { Tell } from '../changes/changes.js';
import { answerMessage } from '../messages/answer-message.js';
import { responseUrlWorks } from './compose.js';
import { respond } from './send.js';

const TIMEOUT_MS = 3_000;

/** Says what is going on, once and without insisting: the result that comes after it is what must arrive. */
export function teller(logger: Logger): Tell {
  return async ({ place, caller }, answer) => {
    if (place.responseUrl === null || !responseUrlWorks(place)) return;
    const { text, blocks } = answerMessage(answer);
    const body = { text, blocks, response_type: 'ephemeral', replace_original: true };
    const sent = await respond(place.responseUrl, body, TIMEOUT_MS);
    if (sent.kind !== 'delivered') logger.info({ trace_id: caller.traceId, ...sent }, 'an interim message was lost');
  };
}
