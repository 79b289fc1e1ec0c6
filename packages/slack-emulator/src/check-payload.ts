import { unknownProperties } from './block-properties.js';

export type Json = Readonly<Record<string, unknown>>;

// Slack's limits, from the Block Kit reference (https://docs.slack.dev/reference/block-kit). Lengths are in characters,
// counts in items. The bot has limits of its own, so that a mistake there is found here.

const MESSAGE_BLOCKS = 50;
const VIEW_BLOCKS = 100;
/** Slack cuts a longer text off (https://docs.slack.dev/reference/methods/chat.postMessage#truncating). */
const MESSAGE_TEXT = 40_000;
/** `msg_blocks_too_long`: all text in the blocks of one message. */
const MESSAGE_BLOCKS_TEXT = 13_200;
const ID_LENGTH = 255;
const ELEMENT_COUNTS = { actions: 25, context: 10 } as const;

/** The longest texts by `type.field`, or by `field` where it is the same everywhere. */
const TEXT_LENGTHS: Readonly<Record<string, number>> = {
  'section.text': 3_000,
  'section.fields': 2_000,
  'header.text': 150,
  'context.elements': 3_000,
  'input.label': 2_000,
  'input.hint': 2_000,
  'button.text': 75,
  'button.value': 2_000,
  'button.url': 3_000,
  'button.accessibility_label': 75,
  'option.text': 75,
  'option.description': 75,
  'option.value': 150,
  'confirm.title': 100,
  'confirm.text': 300,
  'confirm.confirm': 30,
  'confirm.deny': 30,
  'modal.title': 24,
  'modal.submit': 24,
  'modal.close': 24,
  placeholder: 150,
  private_metadata: 3_000,
};

const SECTION_FIELDS = 10;
const SELECT_OPTIONS = 100;

/** The block types that the bot uses. Others are refused. */
const BLOCK_TYPES = ['section', 'header', 'context', 'actions', 'divider', 'input', 'image'] as const;
const PLAIN_TEXT_ONLY = new Set([
  'header.text',
  'button.text',
  'option.text',
  'option.description',
  'confirm.title',
  'confirm.confirm',
  'confirm.deny',
  'modal.title',
  'modal.submit',
  'modal.close',
  'input.label',
  'input.hint',
  'placeholder',
]);

/** What Slack would refuse in a message: in `chat.*`, to a `response_url`, or in an acknowledgement. */
export function messageProblems(message: object): string[] {
  const { text, blocks } = message as Json;
  const check = new BlockCheck();
  for (const path of unknownProperties(blocks, 'blocks')) check.complain(path, 'is no property that Slack knows');
  if (blocks !== undefined) {
    check.blocks(blocks, MESSAGE_BLOCKS, 'blocks');
    if (check.textLength > MESSAGE_BLOCKS_TEXT) {
      check.complain('blocks', `have ${check.textLength} characters in all, at most ${MESSAGE_BLOCKS_TEXT}`);
    }
  }
  if (typeof text !== 'string' || text === '') check.complain('text', 'is missing: notifications show it');
  else check.size('text', text, MESSAGE_TEXT, 'characters');
  return check.problems;
}

/** What Slack would refuse in a modal or App Home. */
export function viewProblems(view: object): string[] {
  const content = view as Json;
  const check = new BlockCheck();
  for (const path of unknownProperties(content, '')) check.complain(path, 'is no property that Slack knows');
  if (content.type !== 'modal' && content.type !== 'home') check.complain('view', 'is neither modal nor home');
  check.blocks(content.blocks, VIEW_BLOCKS, 'blocks');
  for (const field of ['title', 'submit', 'close']) check.text(content[field], `modal.${field}`, field);
  check.text(content.private_metadata, 'private_metadata', 'private_metadata');
  for (const field of ['callback_id', 'external_id']) {
    const id = content[field];
    if (typeof id === 'string' && id.length > ID_LENGTH) check.complain(field, `has more than ${ID_LENGTH} characters`);
  }
  if (content.type === 'modal') {
    if (content.title === undefined) check.complain('title', 'is missing');
    const hasInput = Array.isArray(content.blocks) && content.blocks.some((block) => block?.type === 'input');
    if (hasInput && content.submit === undefined) check.complain('submit', 'is missing: there are inputs');
  }
  return check.problems;
}

/** What Slack would refuse in the answer to a type-ahead. */
export function optionsProblems(answer: object): string[] {
  const check = new BlockCheck();
  check.options((answer as Json).options, 'options');
  return check.problems;
}

/** Collects what Slack would refuse in blocks, each problem with its path. */
class BlockCheck {
  readonly problems: string[] = [];
  /** Characters of all text in the blocks. */
  textLength = 0;
  private readonly blockIds = new Set<string>();

  blocks(blocks: unknown, most: number, where: string): void {
    if (!Array.isArray(blocks)) {
      this.complain(where, 'is no list of blocks');
      return;
    }
    if (blocks.length === 0) this.complain(where, 'is empty');
    this.size(where, blocks, most, 'blocks');
    for (const [index, block] of blocks.entries()) this.block(block, `${where}[${index}]`);
  }

  private block(block: Json, where: string): void {
    const type = String(block.type);
    if (!(BLOCK_TYPES as readonly string[]).includes(type)) this.complain(where, `is of the unknown type "${type}"`);
    this.id(block.block_id, `${where}.block_id`, this.blockIds);
    this.text(block.text, `${type}.text`, `${where}.text`);
    if (type === 'section') this.section(block, where);
    if (type === 'actions' || type === 'context') this.elements(block.elements, type, `${where}.elements`);
    if (type === 'input') this.input(block, where);
    if (type === 'header' && block.text === undefined) this.complain(where, 'has no text');
  }

  private section(block: Json, where: string): void {
    const fields = block.fields;
    if (block.text === undefined && fields === undefined) this.complain(where, 'has neither text nor fields');
    if (Array.isArray(fields)) {
      this.size(where, fields, SECTION_FIELDS, 'fields');
      for (const [index, field] of fields.entries()) this.text(field, 'section.fields', `${where}.fields[${index}]`);
    }
    if (block.accessory) this.element(block.accessory as Json, `${where}.accessory`, new Set());
  }

  private input(block: Json, where: string): void {
    if (block.label === undefined) this.complain(where, 'has no label');
    this.text(block.label, 'input.label', `${where}.label`);
    this.text(block.hint, 'input.hint', `${where}.hint`);
    if (block.element) this.element(block.element as Json, `${where}.element`, new Set());
    else this.complain(where, 'has no element');
  }

  private elements(elements: unknown, type: 'actions' | 'context', where: string): void {
    if (!Array.isArray(elements) || elements.length === 0) {
      this.complain(where, 'is empty');
      return;
    }
    this.size(where, elements, ELEMENT_COUNTS[type], 'elements');
    const ids = new Set<string>();
    for (const [index, element] of elements.entries()) {
      if (type === 'context') this.text(element, 'context.elements', `${where}[${index}]`);
      else this.element(element, `${where}[${index}]`, ids);
    }
  }

  private element(element: Json, where: string, ids: Set<string>): void {
    this.id(element.action_id, `${where}.action_id`, ids);
    for (const field of ['text', 'value', 'url', 'accessibility_label']) {
      this.text(element[field], `button.${field}`, `${where}.${field}`);
    }
    if (element.type === 'button' && element.text === undefined) this.complain(where, 'has no text');
    this.text(element.placeholder, 'placeholder', `${where}.placeholder`);
    if (element.options !== undefined) this.options(element.options, `${where}.options`);
    if (element.initial_option) this.option(element.initial_option as Json, `${where}.initial_option`);
    if (element.confirm) {
      for (const field of ['title', 'text', 'confirm', 'deny']) {
        this.text((element.confirm as Json)[field], `confirm.${field}`, `${where}.confirm.${field}`);
      }
    }
  }

  options(options: unknown, where: string): void {
    if (!Array.isArray(options)) {
      this.complain(where, 'is no list');
      return;
    }
    this.size(where, options, SELECT_OPTIONS, 'options');
    for (const [index, option] of options.entries()) this.option(option, `${where}[${index}]`);
  }

  private option(option: Json, where: string): void {
    for (const field of ['text', 'description', 'value']) {
      this.text(option[field], `option.${field}`, `${where}.${field}`);
    }
  }

  /** A text object, or a string where Slack takes one. */
  text(text: unknown, place: string, where: string): void {
    if (text === undefined || text === null) return;
    const object = typeof text === 'object' ? (text as Json) : null;
    const content = object ? object.text : text;
    if (typeof content !== 'string') {
      this.complain(where, 'is no text');
      return;
    }
    if (object && PLAIN_TEXT_ONLY.has(place) && object.type !== 'plain_text') {
      this.complain(where, 'must be plain_text');
    }
    if (object && object.type !== 'plain_text' && object.type !== 'mrkdwn') {
      this.complain(where, `is of the unknown type "${String(object.type)}"`);
    }
    if (object && content === '') this.complain(where, 'is empty');
    this.size(where, content, TEXT_LENGTHS[place] ?? Infinity, 'characters');
    this.textLength += content.length;
  }

  /** Ids are bounded, and unique within `taken`. */
  private id(id: unknown, where: string, taken: Set<string>): void {
    if (id === undefined) return;
    if (typeof id !== 'string' || id === '') {
      this.complain(where, 'is no id');
      return;
    }
    this.size(where, id, ID_LENGTH, 'characters');
    if (taken.has(id)) this.complain(where, `"${id}" is there twice`);
    taken.add(id);
  }

  size(where: string, { length }: { readonly length: number }, most: number, what: string): void {
    if (length > most) this.complain(where, `has ${length} ${what}, at most ${most}`);
  }

  complain(where: string, what: string): void {
    this.problems.push(`${where} ${what}`);
  }
}
