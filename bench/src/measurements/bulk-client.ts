import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpContender } from '../contenders/http-contender.js';
import { ORGANIZATION } from '../stack/stack.js';

/** As many as one request may carry. */
export const BULK_SIZE = 10_000;

const POLL_MS = 50;
const TERMINAL = new Set(['done', 'failed', 'cancelled']);

export class BulkNotAvailable extends Error {}

/** Adds `usr_b<from>` to `usr_b<to>` to a department, in as many requests as it takes; resolves when all have ended. */
export async function addInBulk(roster: HttpContender, department: string, from: number, to: number): Promise<void> {
  const operations: string[] = [];
  for (let first = from; first <= to; first += BULK_SIZE) {
    operations.push(await submitBulk(roster, department, first, Math.min(first + BULK_SIZE - 1, to)));
  }
  for (const operation of operations) await untilBulkEnded(roster, operation);
}

/** @throws BulkNotAvailable. Asked with an empty body: a large one might be refused before it is routed. */
export async function assertBulkAvailable(roster: HttpContender, department: string): Promise<void> {
  const response = await post(roster, department, {});
  if (response.status === 404 || response.status === 405) throw new BulkNotAvailable('The API has no bulk route.');
}

/** The operation of one bulk. A refused one is sent again after the seconds that the answer names. */
export async function submitBulk(roster: HttpContender, department: string, from: number, to: number): Promise<string> {
  const userIds = Array.from({ length: to - from + 1 }, (_, index) => `usr_b${from + index}`);
  let response = await post(roster, department, { user_ids: userIds, mode: 'partial' });
  while (response.status === 503 && response.headers.has('retry-after')) {
    await response.body?.cancel();
    await sleep(Number(response.headers.get('retry-after')) * 1_000);
    response = await post(roster, department, { user_ids: userIds, mode: 'partial' });
  }
  if (response.status !== 202) throw new Error(`bulk was answered ${response.status}: ${await response.text()}`);
  const { id } = (await response.json()) as { id: string };
  return id;
}

function post({ target }: HttpContender, department: string, body: object): Promise<Response> {
  return fetch(`${target.url}/v1/organizations/${ORGANIZATION}/departments/${department}/members/bulk`, {
    method: 'POST',
    headers: { ...target.headers, Prefer: 'respond-async' },
    body: JSON.stringify(body),
  });
}

export async function untilBulkEnded({ target }: HttpContender, operation: string): Promise<void> {
  const url = `${target.url}/v1/organizations/${ORGANIZATION}/operations/${operation}`;
  for (;;) {
    const response = await fetch(url, { headers: target.headers });
    const { state } = (await response.json()) as { state: string };
    if (state === 'done') return;
    if (TERMINAL.has(state) || !response.ok) throw new Error(`bulk operation ${operation} ended as ${state}`);
    await sleep(POLL_MS);
  }
}
