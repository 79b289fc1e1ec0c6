import { callApi } from './call-api.js';
import type { Asked } from './load.js';
import type { Stack } from './stack.js';

/** One bulk that a client asked for, and what it was told of it. */
export interface BulkEntry extends Asked {
  readonly key: string;
  readonly departmentId: string;
  readonly body: string;
  /** How many people it names, and a hash of their list in its order. */
  readonly size: number;
  readonly people: string;
  /** The operations that it was told of: there must be one, however often it asked. */
  readonly operations: Set<string>;
  /** Statuses that a bulk must not be answered with. */
  readonly strange: number[];
  /** The operation as it was read when it had ended. */
  ended: EndedBulk | null;
}

interface EndedBulk {
  readonly id: string;
  readonly state: 'accepted' | 'done' | 'failed' | 'cancelled';
  readonly summary: { total: number; added: number; rejected: number; cancelled: number } | null;
}

/** Sends a bulk to one of the API nodes and notes what it says; the status, or null when no answer came. */
export async function sendBulk(stack: Stack, entry: BulkEntry): Promise<number | null> {
  const init = { method: 'POST', headers: { 'idempotency-key': entry.key }, body: entry.body };
  const status = await callApi(stack, `/departments/${entry.departmentId}/members/bulk`, init, async (response) => {
    await response.arrayBuffer();
    const operation = response.headers.get('operation-id');
    if (response.status === 202 && operation !== null) entry.operations.add(operation);
    return response.status;
  });
  if (status !== null && status !== 202 && status !== 503) entry.strange.push(status);
  return status;
}

/** The bulk as its caller reads it; null when the API cannot tell. */
export async function readOperation(response: Response): Promise<EndedBulk | null> {
  const body = (await response.json()) as EndedBulk;
  return response.ok ? body : null;
}
