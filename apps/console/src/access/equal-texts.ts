import { createHash, timingSafeEqual } from 'node:crypto';

/** Are both there and the same? Takes as long whatever differs. */
export function equalTexts(one: unknown, other: unknown): boolean {
  if (typeof one !== 'string' || typeof other !== 'string' || one === '') return false;
  return timingSafeEqual(digest(one), digest(other));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
