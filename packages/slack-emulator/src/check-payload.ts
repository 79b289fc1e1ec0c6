import { ID_LENGTH, MESSAGE_BLOCKS, MESSAGE_BLOCKS_TEXT, MESSAGE_TEXT, VIEW_BLOCKS } from './block-limits.js';
import { BlockCheck, type Json } from './check-blocks.js';

/** What Slack would refuse of a message: of `chat.*`, of a `response_url`, or of an acknowledgement. */
export function messageProblems(message: object): string[] {
  const { text, blocks } = message as Json;
  const check = new BlockCheck();
  if (blocks !== undefined) {
    check.blocks(blocks, MESSAGE_BLOCKS, 'blocks');
    if (check.textLength > MESSAGE_BLOCKS_TEXT) {
      check.complain('blocks', `have ${check.textLength} characters in all, at most ${MESSAGE_BLOCKS_TEXT}`);
    }
  }
  if (typeof text !== 'string' || text === '') check.complain('text', 'is missing: notifications show it');
  else if (text.length > MESSAGE_TEXT) check.complain('text', `has ${text.length} characters, at most ${MESSAGE_TEXT}`);
  return check.problems;
}

/** What Slack would refuse of a modal or an App Home. */
export function viewProblems(view: object): string[] {
  const content = view as Json;
  const check = new BlockCheck();
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

/** What Slack would refuse of the answer to a type-ahead. */
export function optionsProblems(answer: object): string[] {
  const check = new BlockCheck();
  check.options((answer as Json).options, 'options');
  return check.problems;
}
