import {
  BLOCK_TYPES,
  ELEMENT_COUNTS,
  ID_LENGTH,
  PLAIN_TEXT_ONLY,
  SECTION_FIELDS,
  SELECT_OPTIONS,
  TEXT_LENGTHS,
} from './block-limits.js';

export type Json = Readonly<Record<string, unknown>>;

/** Collects what Slack would refuse of blocks and their elements, each with where it stands. */
export class BlockCheck {
  readonly problems: string[] = [];
  /** All text in the blocks, which a message bounds too. */
  textLength = 0;
  private readonly blockIds = new Set<string>();

  blocks(blocks: unknown, most: number, where: string): void {
    if (!Array.isArray(blocks)) {
      this.complain(where, 'is no list of blocks');
      return;
    }
    if (blocks.length === 0) this.complain(where, 'is empty');
    if (blocks.length > most) this.complain(where, `has ${blocks.length} blocks, at most ${most}`);
    blocks.forEach((block: Json, index) => {
      this.block(block, `${where}[${index}]`);
    });
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
      if (fields.length > SECTION_FIELDS)
        this.complain(where, `has ${fields.length} fields, at most ${SECTION_FIELDS}`);
      fields.forEach((field, index) => {
        this.text(field, 'section.fields', `${where}.fields[${index}]`);
      });
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
    const most = ELEMENT_COUNTS[type];
    if (elements.length > most) this.complain(where, `has ${elements.length} elements, at most ${most}`);
    const ids = new Set<string>();
    elements.forEach((element: Json, index) => {
      if (type === 'context') this.text(element, 'context.elements', `${where}[${index}]`);
      else this.element(element, `${where}[${index}]`, ids);
    });
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
    if (options.length > SELECT_OPTIONS) {
      this.complain(where, `has ${options.length} options, at most ${SELECT_OPTIONS}`);
    }
    options.forEach((option: Json, index) => {
      this.option(option, `${where}[${index}]`);
    });
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
    const most = TEXT_LENGTHS[place];
    if (most !== undefined && content.length > most) {
      this.complain(where, `has ${content.length} characters, at most ${most}`);
    }
    this.textLength += content.length;
  }

  /** Ids are bounded, and unique within `taken`. */
  private id(id: unknown, where: string, taken: Set<string>): void {
    if (id === undefined) return;
    if (typeof id !== 'string' || id === '') {
      this.complain(where, 'is no id');
      return;
    }
    if (id.length > ID_LENGTH) this.complain(where, `has ${id.length} characters, at most ${ID_LENGTH}`);
    if (taken.has(id)) this.complain(where, `"${id}" is there twice`);
    taken.add(id);
  }

  complain(where: string, what: string): void {
    this.problems.push(`${where} ${what}`);
  }
}
