import { DomainError, type ErrorCode, type ErrorDetails, errorDefinition } from '@roster/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { againAfterDeadlock } from './again-after-deadlock.js';
import { fingerprintHash, type KeyedRequest, requestId } from './keyed-request.js';
import { seal, unseal } from './sealed-answer.js';

type Answer<Value> =
  | { readonly value: Value }
  | { readonly error: { readonly code: ErrorCode; readonly details: ErrorDetails } };

/** What the state was in the way of: it would be another answer later. What was wrong with the request stays wrong. */
const STATE_ERRORS: ReadonlySet<number> = new Set([404, 409, 412]);

/**
 * Makes a change in one transaction. With a keyed request it is made once: when the request comes again, also at the same
 * time, it gets the first answer again, errors that came of the state included. The answer is committed with the change,
 * so that neither is there without the other. Values must survive JSON. The work may run several times: what a deadlock
 * ended has not happened, and is tried again.
 *
 * @throws DomainError IDEMPOTENCY_KEY_REUSED when the key came with another request; and what the work throws
 */
export async function runIdempotently<Value>(
  dataSource: DataSource,
  request: KeyedRequest | null,
  work: (tx: EntityManager) => Promise<Value>,
): Promise<Value> {
  const transaction = <Result>(run: (tx: EntityManager) => Promise<Result>) =>
    againAfterDeadlock(() => dataSource.transaction(run));
  if (request === null) return transaction(work);
  const answer = await transaction(async (tx) => {
    if (!(await claim(tx, request))) return readAnswer<Value>(tx, request);
    const made = await attempt(tx, work);
    await tx.query('UPDATE stored_answers SET answer = $2 WHERE id = $1', [
      requestId(request),
      seal(request, JSON.stringify(made)),
    ]);
    return made;
  });
  if ('error' in answer) throw new DomainError(answer.error.code, answer.error.details);
  return answer.value;
}

/** False when the request was there before. One that is under way is waited for: it may still be taken back. */
async function claim(tx: EntityManager, request: KeyedRequest): Promise<boolean> {
  const inserted: unknown[] = await tx.query(
    `INSERT INTO stored_answers (id, organization_id, request_hash) VALUES ($1, $2, $3)
     ON CONFLICT (id) DO NOTHING RETURNING id`,
    [requestId(request), request.organizationId, fingerprintHash(request)],
  );
  return inserted.length > 0;
}

/** A statement of its own, so that it sees what the one that was waited for has committed. */
async function readAnswer<Value>(tx: EntityManager, request: KeyedRequest): Promise<Answer<Value>> {
  const [row]: { request_hash: Buffer; answer: Buffer }[] = await tx.query(
    'SELECT request_hash, answer FROM stored_answers WHERE id = $1',
    [requestId(request)],
  );
  if (!row) throw new DomainError('SERVICE_UNAVAILABLE', {}, { cause: new Error('an answer was purged just now') });
  if (!row.request_hash.equals(fingerprintHash(request))) throw new DomainError('IDEMPOTENCY_KEY_REUSED');
  return JSON.parse(unseal(request, row.answer));
}

/** A refusal takes back what the work has done until then, and is kept in its place. */
async function attempt<Value>(tx: EntityManager, work: (tx: EntityManager) => Promise<Value>): Promise<Answer<Value>> {
  await tx.query('SAVEPOINT untouched');
  try {
    return { value: await work(tx) };
  } catch (error) {
    if (!(error instanceof DomainError) || !STATE_ERRORS.has(errorDefinition(error.code).status)) throw error;
    await tx.query('ROLLBACK TO SAVEPOINT untouched');
    return { error: { code: error.code, details: error.details } };
  }
}
