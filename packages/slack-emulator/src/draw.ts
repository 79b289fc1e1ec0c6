import type { Json } from './check-payload.js';
import type { ShownMessage, ShownView } from './inbox.js';

/** The names of the ids in mentions. */
export interface Names {
  user(id: string): string;
  channel(id: string): string;
}

const WIDTH = 76;

/** The emoji that the bot uses. Others stay as written. */
const EMOJI: Readonly<Record<string, string>> = {
  ':white_check_mark:': '✅',
  ':heavy_minus_sign:': '➖',
  ':warning:': '⚠️ ',
  ':x:': '❌',
  ':hourglass_flowing_sand:': '⏳',
  ':hourglass:': '⌛',
  ':incoming_envelope:': '📨',
  ':no_entry_sign:': '🚫',
  ':file_folder:': '📁',
  ':bust_in_silhouette:': '👤',
};

/** A message in a frame that says who sees it. */
export function drawMessage(message: ShownMessage, names: Names): string {
  return framed(whoSees(message, names), contentOf(message, names));
}

/** A modal or an App Home. */
export function drawView({ view, userId }: ShownView, names: Names): string {
  const isModal = view.type === 'modal';
  const title = isModal ? `form "${plain(view.title)}"` : 'App Home';
  const buttons = isModal ? [`[ ${plain(view.submit)} ]  [ ${plain(view.close)} ]`] : [];
  return framed(`${title} of @${names.user(userId)}`, [...drawBlocks(view.blocks as Json[], names), ...buttons]);
}

function whoSees({ place, userId, channelId }: ShownMessage, names: Names): string {
  if (place === 'channel') return `all of #${names.channel(channelId)}`;
  const who = `@${names.user(userId ?? '')}`;
  return place === 'direct' ? `direct message to ${who}` : `only ${who}, in #${names.channel(channelId)}`;
}

function contentOf({ blocks, text }: ShownMessage, names: Names): string[] {
  return blocks.length > 0 ? drawBlocks(blocks, names) : text.split('\n');
}

function framed(title: string, lines: readonly string[]): string {
  return [`┌─ ${title}`, ...lines.map((line) => `│ ${line}`.trimEnd()), '└─'].join('\n');
}

function plain(text: unknown): string {
  return typeof text === 'object' && text !== null && 'text' in text ? String(text.text) : '';
}

/** Blocks as lines of text. */
function drawBlocks(blocks: readonly Json[], names: Names): string[] {
  return blocks.flatMap((block) => drawBlock(block, names));
}

function drawBlock(block: Json, names: Names): string[] {
  switch (block.type) {
    case 'header':
      return [textOf(block.text, names).toUpperCase()];
    case 'divider':
      return ['─'.repeat(WIDTH / 2)];
    case 'section': {
      const accessory = block.accessory ? `  ${drawElement(block.accessory as Json, names)}` : '';
      return wrapped(textOf(block.text, names) + accessory, WIDTH);
    }
    case 'context':
      return wrapped((block.elements as Json[]).map((each) => textOf(each, names)).join('  '), WIDTH - 2).map(dotted);
    case 'actions':
      return [(block.elements as Json[]).map((each) => drawElement(each, names)).join('  ')];
    case 'input':
      return [
        `${textOf(block.label, names)}:`,
        ...wrapped(drawElement(block.element as Json, names), WIDTH - 2).map((line) => `  ${line}`),
        ...(block.hint
          ? wrapped(textOf(block.hint, names), WIDTH - 4)
              .map(dotted)
              .map((line) => `  ${line}`)
          : []),
      ];
    default:
      return [`(${String(block.type)})`];
  }
}

/** Small print. */
function dotted(line: string, index: number): string {
  return `${index === 0 ? '·' : ' '} ${line}`;
}

/** A button, or a field with what is selected in it. */
function drawElement(element: Json, names: Names): string {
  const options = (element.options ?? []) as Json[];
  const chosen = element.initial_option as Json | undefined;
  switch (element.type) {
    case 'button':
      return `[ ${textOf(element.text, names)} ]`;
    case 'radio_buttons':
      return options
        .map((each) => `(${each.value === chosen?.value ? '•' : ' '}) ${textOf(each.text, names)}`)
        .join('\n');
    case 'multi_users_select': {
      const users = (element.initial_users ?? []) as string[];
      return users.length > 0 ? `[ ${users.map((id) => `@${names.user(id)}`).join(' ')} ▾]` : field(element, names);
    }
    case 'plain_text_input':
      return '[ … ]';
    default:
      return chosen ? `[ ${textOf(chosen.text, names)} ▾]` : field(element, names);
  }
}

function field(element: Json, names: Names): string {
  return `[ ${element.placeholder ? textOf(element.placeholder, names) : ''} ▾]`;
}

function textOf(object: unknown, names: Names): string {
  const { type, text } = object as { type: string; text: string };
  return type === 'mrkdwn' ? drawMarkup(text, names) : text;
}

/** `mrkdwn` for a terminal: names for mentions, no escapes, no markup. */
export function drawMarkup(text: string, names: Names): string {
  return text
    .replace(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g, (_, id: string) => `@${names.user(id)}`)
    .replace(/<!date\^\d+\^[^|>]*\|([^>]*)>/g, '$1')
    .replace(/<#(C[A-Z0-9]+)(?:\|[^>]*)?>/g, (_, id: string) => `#${names.channel(id)}`)
    .replace(/^```\n?|\n?```$/gm, '')
    .replace(/:[a-z_]+:/g, (name) => EMOJI[name] ?? name)
    .replace(/(^|[\s(])\*(\S(?:[^*\n]*\S)?)\*(?=$|[\s.,:;?!)…])/gm, '$1$2')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** Breaks lines at spaces. Lines of a drawing, which begin with box characters, stay whole. */
function wrapped(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => (/^[│├└ ]/.test(line) ? [line] : wrapLine(line, width)));
}

function wrapLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    if (current !== '' && current.length + word.length + 1 > width) {
      lines.push(current);
      current = word;
    } else {
      current = current === '' ? word : `${current} ${word}`;
    }
  }
  return [...lines, current];
}
