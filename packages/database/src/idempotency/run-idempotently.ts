import { hkdfSync } from 'node:crypto';
import {
  type Actor,
  DomainError,
  digest,
  type ErrorCode,
  type ErrorDetails,
  errorDefinition,
  type OrganizationId,
} from '@roster/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { decrypt, encrypt, NONCE_BYTES, TAG_BYTES } from '../encryption.js';
import { retryAborted } from '../transactions/retry-aborted.js';

/** A request with an Idempotency-Key: its caller may send it again and gets the same answer. */
export interface KeyedRequest {
  /** Null when the request is to create an organization. */
  readonly organizationId: OrganizationId | null;
  /** Who sent it: nobody else gets the answer, which may hold what others must not see. */
  readonly actor: Actor;
  /** Method and path, with names in place of IDs. */
  readonly route: string;
  readonly key: string;
  /** The input in a canonical form: equal for equal requests. */
  readonly fingerprint: string;
}

/** Two requests with one ID are the same one, sent twice, or two that use the same key. */
function requestId({ organizationId, actor, route, key }: KeyedRequest): Buffer {
  return digest(organizationId ?? '', actor.type, actor.id, route, key);
}

type Answer<Value> =
  | { readonly value: Value }
  | { readonly error: { readonly code: ErrorCode; readonly details: ErrorDetails } };

/** Errors of the state at that time, which might answer otherwise later. Errors of the request itself stay the same. */
const STATE_ERRORS: ReadonlySet<number> = new Set([404, 409, 412]);

/**
 * Runs `work` in one transaction. With a keyed request, it takes effect once: the same request again, even at the same time,
 * gets the first answer, including errors of the state. The answer is committed with the change. Values must survive
 * JSON. `work` may run several times: after a deadlock, nothing has happened and it is tried again.
 *
 * @throws DomainError IDEMPOTENCY_KEY_REUSED when the key came with another request; and what the work throws
 */
export async function runIdempotently<Value>(
  dataSource: DataSource,
  request: KeyedRequest | null,
  work: (tx: EntityManager) => Promise<Value>,
): Promise<Value> {
  const transaction = <Result>(run: (tx: EntityManager) => Promise<Result>) =>
    retryAborted(() => dataSource.transaction(run));
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

/** False when the request came before. One in progress is waited for: it may still be rolled back. */
async function claim(tx: EntityManager, request: KeyedRequest): Promise<boolean> {
  const inserted: unknown[] = await tx.query(
    `INSERT INTO stored_answers (id, organization_id, request_hash)
     SELECT $1, $2::text, $3 WHERE refuse_if_fenced($2)
     ON CONFLICT (id) DO NOTHING RETURNING id`,
    [requestId(request), request.organizationId, digest(request.fingerprint)],
  );
  return inserted.length > 0;
}

/** A statement of its own, so that it sees what was committed while `claim` waited. */
async function readAnswer<Value>(tx: EntityManager, request: KeyedRequest): Promise<Answer<Value>> {
  const [row]: { request_hash: Buffer; answer: Buffer }[] = await tx.query(
    'SELECT request_hash, answer FROM stored_answers WHERE id = $1',
    [requestId(request)],
  );
  if (!row) throw new DomainError('SERVICE_UNAVAILABLE', {}, { cause: new Error('an answer was purged just now') });
  if (!row.request_hash.equals(digest(request.fingerprint))) throw new DomainError('IDEMPOTENCY_KEY_REUSED');
  return JSON.parse(unseal(request, row.answer));
}

/** An error of the state rolls the work back and is stored as the answer. */
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

/**
 * Encrypts an answer so that only someone who knows the Idempotency-Key can read it: the answer for a new API key holds
 * its token. Only a hash of the Idempotency-Key is stored (see ADR 12).
 */
export function seal(request: KeyedRequest, answer: string): Buffer {
  return swap(encrypt(keyOf(request), answer), -TAG_BYTES);
}

/** @throws when it was sealed for another request, or altered */
export function unseal(request: KeyedRequest, sealed: Buffer): string {
  return decrypt(keyOf(request), swap(sealed, NONCE_BYTES + TAG_BYTES));
}

/** Stored answers have the tag before the text: swaps what is before and after a place behind the nonce. */
function swap(bytes: Buffer, place: number): Buffer {
  return Buffer.concat([bytes.subarray(0, NONCE_BYTES), bytes.subarray(place), bytes.subarray(NONCE_BYTES, place)]);
}

/** HKDF (RFC 5869): one Idempotency-Key gives two requests different keys. */
function keyOf(request: KeyedRequest): Buffer {
  return Buffer.from(hkdfSync('sha256', request.key, requestId(request), 'roster stored answer', 32));
}
