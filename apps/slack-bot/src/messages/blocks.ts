import type { ActionsBlock, Button, ContextBlock, HeaderBlock, KnownBlock, SectionBlock } from '@slack/types';
import { cut, cutMarkup, escapedWhole, shown } from './text.js';

/** What the bot keeps to. The limits are Slack's: https://docs.slack.dev/reference/block-kit */
export const LIMITS = {
  /** Characters of `text`; Slack advises less than 4,000. */
  messageText: 3_000,
  /** Characters of one section. */
  sectionText: 3_000,
  /** Characters of all line sections of a message. Slack's own limit is 13,200 for all text of its blocks. */
  lines: 11_000,
  /** The same in a view, where Slack limits only the number of blocks. */
  viewLines: 30_000,
  buttonText: 75,
  buttonValue: 2_000,
  optionText: 75,
  headerText: 150,
  contextText: 2_000,
  /** People who can be selected in the form. */
  chosenPeople: 100,
} as const;

/** What `chat.*` and a `response_url` take. `text` is `mrkdwn`, as in the blocks. */
export interface Message {
  /**
   * What notifications show, and all that screen readers read: they do not look into blocks
   * (https://docs.slack.dev/reference/methods/chat.postMessage#accessibility). So it says what the blocks say.
   */
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** `headline` comes first in the text, unless the blocks begin with the same words. */
export function message(headline: string, ...blocks: KnownBlock[]): Message {
  const read = blocks.map(readAloud).filter((text) => text !== '');
  const isRepeated = read[0] !== undefined && unmarked(read[0]).startsWith(unmarked(headline));
  const text = [...(isRepeated ? [] : [headline]), ...read].join('\n');
  return { text: cutMarkup(text, LIMITS.messageText), blocks };
}

/** What a screen reader says of a block. Of a drawing it says nothing: a text has to say the same in words. */
function readAloud(block: KnownBlock): string {
  switch (block.type) {
    case 'section':
      return block.text === undefined || block.text.text.startsWith(FENCE) ? '' : block.text.text;
    case 'header':
      return escapedWhole(block.text.text);
    case 'context':
      return block.elements.map((element) => ('text' in element ? String(element.text) : '')).join(' ');
    case 'actions':
      return `Buttons: ${block.elements.map((element) => ('text' in element ? escapedWhole(element.text.text) : '')).join(', ')}`;
    default:
      return '';
  }
}

function unmarked(text: string): string {
  return text.replace(/^:[a-z_]+: /, '').replaceAll('*', '');
}

const FENCE = '```';

/** Characters of lines in one drawing: a section without its fences and their line breaks. */
export const DRAWING_TEXT = LIMITS.sectionText - 2 * FENCE.length - 2;

/** Lines in characters of the same width. */
export function drawing(text: string): SectionBlock {
  return section(`${FENCE}\n${text}\n${FENCE}`);
}

/** One sentence, in the message and in its notification. */
export function sentence(text: string): Message {
  return message(text, section(text));
}

/** `verbatim`: Slack makes no mentions and links of plain text; only what the bot writes as one is one. */
export function section(text: string): SectionBlock {
  return { type: 'section', text: { type: 'mrkdwn', text: cutMarkup(text, LIMITS.sectionText), verbatim: true } };
}

export function context(text: string): ContextBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text: cutMarkup(text, LIMITS.contextText), verbatim: true }] };
}

/** The id that finds the request in logs, traces and the audit. */
export function trace(traceId: string): ContextBlock {
  return context(`Trace \`${traceId}\``);
}

export function header(text: string): HeaderBlock {
  return { type: 'header', text: { type: 'plain_text', text: shown(text, LIMITS.headerText), emoji: false } };
}

export function actions(...elements: Button[]): ActionsBlock {
  return { type: 'actions', elements };
}

export function button(text: string, actionId: string, value?: string, style?: 'primary' | 'danger'): Button {
  return {
    type: 'button',
    text: { type: 'plain_text', text: cut(text, LIMITS.buttonText), emoji: false },
    action_id: actionId,
    ...(value === undefined ? {} : { value }),
    ...(style === undefined ? {} : { style }),
  };
}

/** Lines in as few texts of at most `size` characters as hold them; `left` of them go beyond `budget`. */
export function packed(lines: readonly string[], size: number, budget: number): { texts: string[]; left: number } {
  const texts: string[] = [];
  let used = 0;
  for (const [index, line] of lines.entries()) {
    used += line.length + 1;
    if (used > budget) return { texts, left: lines.length - index };
    append(texts, line, size);
  }
  return { texts, left: 0 };
}

function append(texts: string[], line: string, size: number): void {
  const last = texts.at(-1);
  if (last === undefined || last.length + line.length + 1 > size) texts.push(line);
  else texts[texts.length - 1] = `${last}\n${line}`;
}

/** Lines in as few sections as hold them. Beyond `budget` characters, the last line says how many are left out. */
export function lineSections(lines: readonly string[], budget: number = LIMITS.lines): KnownBlock[] {
  const whole = lines.map((line) => cutMarkup(line, LIMITS.sectionText));
  const { texts, left } = packed(whole, LIMITS.sectionText, budget);
  if (left > 0) append(texts, `… and ${left.toLocaleString('en-US')} more`, LIMITS.sectionText);
  return texts.filter((text) => text !== '').map(section);
}
