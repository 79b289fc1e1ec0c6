import { appendFileSync } from 'node:fs';
import { messageProblems, viewProblems } from '@roster/slack-emulator';
import { LIMITS } from './blocks.js';
import { escapedWhole } from './text.js';

type Json = Readonly<Record<string, unknown>>;

/** All texts of a payload in their order, one a line: what a person reads. */
export function textsOf(payload: unknown): string {
  if (Array.isArray(payload)) return payload.map(textsOf).filter(Boolean).join('\n');
  if (typeof payload !== 'object' || payload === null) return '';
  const { type, text } = payload as Json;
  if ((type === 'mrkdwn' || type === 'plain_text') && typeof text === 'string') return text;
  return textsOf(Object.values(payload));
}

/** Fails when Slack would refuse the message or the view, or when a text of somebody else mentions or links. */
export function expectSendable(payload: { readonly blocks: readonly unknown[]; readonly type?: string }): void {
  // For `npm run slack:validate`.
  if (process.env.SLACK_DRAWN_FILE) appendFileSync(process.env.SLACK_DRAWN_FILE, `${JSON.stringify(payload)}\n`);
  const isView = payload.type === 'home' || payload.type === 'modal';
  expect(isView ? viewProblems(payload) : messageProblems(payload)).toEqual([]);
  const sequences = [...controlSequences(payload), ...('text' in payload ? sequencesIn(String(payload.text)) : [])];
  expect(
    sequences.filter((sequence) => !/^<(?:@[UW][A-Z0-9]+|!date\^\d+\^\{time\}\|\d\d:\d\d UTC)>$/.test(sequence)),
  ).toEqual([]);
}

/** Fails when a line of the blocks is not in the text that screen readers read. A text that was cut has its beginning. */
export function expectHeard({ text, blocks }: { readonly text: string; readonly blocks: readonly unknown[] }): void {
  const drawn = /^```\n.*?\n```$/gms;
  const lines = textsOf(blocks).replace(drawn, '').split('\n').filter(Boolean);
  const unheard = lines.filter((line) => !text.includes(line) && !text.includes(escapedWhole(line)));
  const isCut = text.length > LIMITS.messageText * 0.9 && text.endsWith('…');
  if (!isCut) expect(unheard).toEqual([]);
}

function sequencesIn(text: string): string[] {
  return text.match(/<[^>]*>?/g) ?? [];
}

/** `<…>` in `mrkdwn`, where it is a mention or a link. In `plain_text` it is nothing. */
function controlSequences(payload: unknown): string[] {
  if (Array.isArray(payload)) return payload.flatMap(controlSequences);
  if (typeof payload !== 'object' || payload === null) return [];
  const { type, text, verbatim } = payload as Json;
  if (type === 'mrkdwn' && typeof text === 'string') {
    // Without `verbatim` Slack itself makes mentions of plain text.
    return [...(verbatim === true ? [] : ['not verbatim']), ...sequencesIn(text)];
  }
  return Object.values(payload).flatMap(controlSequences);
}
