import { callApi } from './call-api.js';
import { type Answer, type Entry, readAnswer } from './client-ledger.js';
import type { Stack } from './stack.js';

/** One request to add somebody, to one of the API nodes; null when no answer came. */
export function sendAdd(
  stack: Stack,
  { key, userId, place }: Pick<Entry, 'key' | 'userId' | 'place'>,
  waitSeconds: number,
): Promise<Answer | null> {
  const init = {
    method: 'POST',
    headers: { 'idempotency-key': key, prefer: `wait=${waitSeconds}` },
    body: JSON.stringify({ user_id: userId }),
  };
  return callApi(stack, `/departments/${place.department}/members`, init, readAnswer, place);
}
