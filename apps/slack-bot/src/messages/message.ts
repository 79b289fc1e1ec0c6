import type { KnownBlock } from '@slack/types';
import { cutMarkup } from './text.js';

/** What `chat.*` and a `response_url` take: `text`, `mrkdwn` too, is for notifications and screen readers. */
export interface Message {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** https://docs.slack.dev/reference/methods/chat.postMessage: longer texts are cut in the middle of anything. */
const LONGEST_TEXT = 3_000;

export function message(text: string, ...blocks: KnownBlock[]): Message {
  return { text: cutMarkup(text, LONGEST_TEXT), blocks };
}
