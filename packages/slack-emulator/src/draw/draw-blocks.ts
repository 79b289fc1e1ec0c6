import type { Json } from '../check-blocks.js';
import { drawMarkup, type Names, wrapped } from './draw-text.js';

const WIDTH = 76;

/** Blocks as lines of text. */
export function drawBlocks(blocks: readonly Json[], names: Names): string[] {
  return blocks.flatMap((block) => drawBlock(block, names));
}

function drawBlock(block: Json, names: Names): string[] {
  switch (block.type) {
    case 'header':
      return [textOf(block.text, names).toUpperCase()];
    case 'divider':
      return ['─'.repeat(WIDTH / 2)];
    case 'section':
      return wrapped(textOf(block.text, names), WIDTH);
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

/** A button, or a field with what is chosen in it. */
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
