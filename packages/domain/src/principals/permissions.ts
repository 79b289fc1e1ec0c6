import { DomainError } from '../errors/domain-error.js';
import type { OrganizationId } from '../ids.js';
import type { Principal, Scope } from './principal.js';

/** Everything that can be asked for, and the scope that it takes. The API and the bot ask this table and no other. */
export const PERMISSIONS = {
  'member.list': 'members:read',
  'member.read': 'members:read',
  'member.departments': 'members:read',
  'member.add': 'members:write',
  'member.remove': 'members:write',
  'member.move': 'members:write',
  'audit.read': 'audit:read',
  'operation.read': 'operations:read',
  'operation.cancel': 'members:write',
} as const satisfies Record<string, Scope>;

export type Action = keyof typeof PERMISSIONS;

/**
 * Throws unless the principal may do it. A foreign organization looks exactly like one that does not exist, so that
 * ids of other tenants cannot be guessed.
 */
export function authorize(principal: Principal, action: Action, organizationId: OrganizationId): void {
  if (principal.organizationId !== organizationId) {
    throw new DomainError('ORGANIZATION_NOT_FOUND', { organization_id: organizationId });
  }
  const scope = PERMISSIONS[action];
  if (!principal.scopes.has(scope)) throw new DomainError('PERMISSION_DENIED', { required_scope: scope });
}
