import { deriveOperationId, type OperationId, type OrganizationId } from '../ids.js';
import type { Actor } from '../principals/principal.js';

/** A request to change memberships with an `Idempotency-Key`: the same actor may send it again. */
export interface OperationKey {
  readonly organizationId: OrganizationId;
  readonly actor: Actor;
  /** Method and path, with names in place of IDs. */
  readonly route: string;
  readonly key: string;
}

/** The ID of its operation. Another actor with the same key gets another one. */
export function keyedOperationId({ organizationId, actor, route, key }: OperationKey): OperationId {
  return deriveOperationId(organizationId, actor.type, actor.id, route, key);
}

/** The ID that versions before 1763901800000 gave it, whatever its sender. */
export function formerOperationId({ organizationId, route, key }: Omit<OperationKey, 'actor'>): OperationId {
  return deriveOperationId(organizationId, route, key);
}
