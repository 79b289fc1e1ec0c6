import type { Json } from './check-payload.js';

/** All interactive elements of blocks, each with the id of its block. */
export function elementsOf(blocks: readonly Json[]): { element: Json; blockId: string }[] {
  return blocks.flatMap((block, index) => {
    const blockId = typeof block.block_id === 'string' ? block.block_id : `b${index}`;
    const elements = [block.accessory, block.element, ...(block.type === 'actions' ? (block.elements as []) : [])];
    return elements
      .filter((element): element is Json => typeof element === 'object' && element !== null)
      .map((element) => ({ element, blockId }));
  });
}

/** The label of a button. */
export function labelOf(element: Json): string {
  const text = element.text as Json | undefined;
  return typeof text?.text === 'string' ? text.text : '';
}

/**
 * The element with this label (a button) or this action id (anything).
 *
 * @throws Error that lists the elements
 */
export function findElement(blocks: readonly Json[], label: string): { element: Json; blockId: string } {
  const all = elementsOf(blocks);
  const same = (a: unknown) => typeof a === 'string' && a.toLowerCase() === label.toLowerCase();
  const found = all.find(({ element }) => same(labelOf(element)) || same(element.action_id));
  if (found) return found;
  const there = all.map(({ element }) => `"${labelOf(element) || String(element.action_id)}"`).join(', ');
  throw new Error(`There is no "${label}" here. There is: ${there || 'nothing to click'}.`);
}
