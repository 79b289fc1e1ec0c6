import { ok } from './answers.js';
import type { RosterClient } from './client.js';
import { sleep } from './retrying-fetch.js';
import type { components } from './schema.generated.js';

type Operation = components['schemas']['Operation'];

export interface WaitOptions {
  /** Give up after this many milliseconds. Default: 60,000. */
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

/**
 * Waits until an operation has ended and gives it as it is then: `result` is what came of the change, `error` why
 * nothing was changed.
 *
 * @throws RosterError when it cannot be read; a `TimeoutError` when the time is over, which does not end the operation
 */
export async function waitForOperation(
  roster: RosterClient,
  organizationId: string,
  operationId: string,
  { timeoutMs = 60_000, signal }: WaitOptions = {},
): Promise<Operation> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const both = signal ? AbortSignal.any([signal, timeout]) : timeout;
  const path = { organization_id: organizationId, operation_id: operationId };
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
    const operation = await ok(
      roster.GET('/v1/organizations/{organization_id}/operations/{operation_id}', { params: { path }, signal: both }),
    );
    if (operation.state !== 'accepted') return operation;
    await sleep(pause, both);
  }
}

/** Is the answer to a change its operation (202), because the outcome was not waited for? */
export function isOperation<Body>(answer: Body): answer is Extract<Body, { kind: string; state: string }> {
  return typeof answer === 'object' && answer !== null && 'state' in answer && 'kind' in answer;
}
