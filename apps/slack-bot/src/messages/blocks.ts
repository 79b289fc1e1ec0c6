import type { ActionsBlock, Button, ContextBlock, HeaderBlock, KnownBlock, SectionBlock } from '@slack/types';
import { LIMITS } from './block-limits.js';
import { cut, cutMarkup, shown } from './text.js';

/** `verbatim`: Slack looks for no mentions and links of its own in it; only what we write as one is one. */
export function section(text: string): SectionBlock {
  return { type: 'section', text: { type: 'mrkdwn', text: cutMarkup(text, LIMITS.sectionText), verbatim: true } };
}

export function context(text: string): ContextBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text: cutMarkup(text, LIMITS.contextText), verbatim: true }] };
}

/** The id by which a report finds the request in logs, traces and the audit. */
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

/**
 * Lines packed into as few sections as hold them. When they are too many for a message, the last line says how many are
 * left out.
 */
export function lineSections(
  lines: readonly string[],
  {
    budget = LIMITS.lines,
    left = (number: number) => `… and ${number.toLocaleString('en-US')} more`,
  }: LineOptions = {},
): KnownBlock[] {
  const sections: string[] = [];
  let used = 0;
  let current = '';
  for (const [index, line] of lines.entries()) {
    const whole = cutMarkup(line, LIMITS.sectionText);
    if (used + whole.length + 1 > budget) {
      const rest = left(lines.length - index);
      if (current.length + rest.length + 1 > LIMITS.sectionText) sections.push(current, rest);
      else sections.push(current === '' ? rest : `${current}\n${rest}`);
      return sections.filter((text) => text !== '').map(section);
    }
    if (current.length + whole.length + 1 > LIMITS.sectionText) {
      sections.push(current);
      current = '';
    }
    current = current === '' ? whole : `${current}\n${whole}`;
    used += whole.length + 1;
  }
  return [...sections, current].filter((text) => text !== '').map(section);
}

interface LineOptions {
  /** Characters that all lines together may take. */
  readonly budget?: number;
  /** What the last line says when so many are left out. */
  readonly left?: (number: number) => string;
}
