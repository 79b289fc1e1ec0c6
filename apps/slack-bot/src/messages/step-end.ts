import type { Answer } from './answer.js';
import { answerMessage } from './answer-message.js';
import { REFUSAL_WORDS } from './error-words.js';

/** What Slack is told at the end of a workflow step: how the membership request ended, or why there was none. */
export type StepEnd = { readonly outcome: 'added' | 'denied' | 'expired' } | { readonly error: string };

/** The error that stands for an answer to a person, in plain text. */
export function stepError(answer: Answer): StepEnd {
  const isRefused = answer.kind === 'stranger';
  return { error: plain(isRefused ? `The user ${REFUSAL_WORDS[answer.reason].one}.` : answerMessage(answer).text) };
}

/** Without Slack's markup. */
function plain(text: string): string {
  return text
    .replace(/:[a-z_]+: /g, '')
    .replaceAll(/[*`]/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
