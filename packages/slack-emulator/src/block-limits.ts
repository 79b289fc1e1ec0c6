/**
 * What Slack accepts, from the Block Kit reference (https://docs.slack.dev/reference/block-kit). Lengths are in
 * characters, counts in items. This is what the emulated Slack refuses by; the bot has its own idea of the limits, so
 * that a mistake there is found here.
 */
export const MESSAGE_BLOCKS = 50;
export const VIEW_BLOCKS = 100;
/** Slack cuts a longer text off (https://docs.slack.dev/reference/methods/chat.postMessage#truncating). */
export const MESSAGE_TEXT = 40_000;
/** `msg_blocks_too_long`: all text of the blocks of one message together. */
export const MESSAGE_BLOCKS_TEXT = 13_200;
export const ID_LENGTH = 255;
export const ELEMENT_COUNTS = { actions: 25, context: 10 } as const;

/** The longest texts, by where they stand: `type.field`, or only `field` where it is the same everywhere. */
export const TEXT_LENGTHS: Readonly<Record<string, number>> = {
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

export const SECTION_FIELDS = 10;
export const SELECT_OPTIONS = 100;

/** The element types that a block may hold, as far as the bot uses them. Another type is refused. */
export const BLOCK_TYPES = ['section', 'header', 'context', 'actions', 'divider', 'input', 'image'] as const;
export const PLAIN_TEXT_ONLY = new Set([
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
