import { createHash } from 'node:crypto';
import type { Actor, OrganizationId } from '@roster/domain';

/** A request with an Idempotency-Key: its caller may send it again, and is answered the same. */
export interface KeyedRequest {
  /** Null when the request is for no organization that is there: it is to make one. */
  readonly organizationId: OrganizationId | null;
  /** Who asks: an answer is for nobody else, as it may hold what others must not see. */
  readonly actor: Actor;
  /** Method and address, with names in place of ids. */
  readonly route: string;
  readonly key: string;
  /** What is asked for, in one form: two requests that ask for the same have the same fingerprint. */
  readonly fingerprint: string;
}

/** Names the request: two that share it are the same one, sent twice, or a key that was used twice. */
export function requestId({ organizationId, actor, route, key }: KeyedRequest): Buffer {
  return digest(organizationId ?? '', actor.type, actor.id, route, key);
}

export function fingerprintHash({ fingerprint }: KeyedRequest): Buffer {
  return digest(fingerprint);
}

/** Parts are length-prefixed: no two lists of parts collide. */
function digest(...parts: readonly string[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:${part}`);
  return hash.digest();
}
