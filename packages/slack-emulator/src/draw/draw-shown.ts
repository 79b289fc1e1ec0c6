import type { Json } from '../check-blocks.js';
import type { ShownMessage, ShownView } from '../inbox.js';
import { drawBlocks } from './draw-blocks.js';
import type { Names } from './draw-text.js';

/** A message as those see it who see it: where, who, and its blocks in a frame. */
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
