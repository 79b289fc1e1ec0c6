import { DomainError } from '../errors/domain-error.js';
import type { OrganizationId } from '../ids.js';
import type { Principal, Scope } from './principal.js';

/** Everything that can be asked for, and the scope that it takes. The API and the bot ask this table and no other. */
export const PERMISSIONS = {
  'department.read': 'departments:read',
  'department.write': 'departments:write',
  'organization.read': 'organization:read',
  'organization.update': 'organization:write',
  'person.list': 'members:read',
  'person.read': 'members:read',
  'person.create': 'members:write',
  'person.update': 'members:write',
  'person.remove': 'members:write',
  'key.list': 'keys:write',
  'key.create': 'keys:write',
  'key.rotate': 'keys:write',
  'key.revoke': 'keys:write',
  'member.list': 'members:read',
  'member.read': 'members:read',
  'member.departments': 'members:read',
  'member.add': 'members:write',
  'member.remove': 'members:write',
  'member.move': 'members:write',
  'slack.link': 'organization:write',
  'slack.user.link': 'members:write',
  'audit.read': 'audit:read',
  'operation.read': 'operations:read',
  'operation.cancel': 'members:write',
} as const satisfies Record<string, Scope>;

export type Action = keyof typeof PERMISSIONS;

/**
 * What the manager of a department may do in it, and in all departments below it, without the scope. A move concerns
 * two departments, and takes the manager of both.
 */
export const MANAGER_ACTIONS: ReadonlySet<Action> = new Set<Action>(['member.add', 'member.remove', 'member.move']);

/** Is being the manager of the department what it takes? Then the caller has to find out whether the principal is. */
export function needsManager(principal: Principal, action: Action): boolean {
  return principal.actor.type === 'user' && MANAGER_ACTIONS.has(action) && !principal.scopes.has(PERMISSIONS[action]);
}

/**
 * Throws unless the principal may do it. A foreign organization looks exactly like one that does not exist, so that
 * ids of other tenants cannot be guessed.
 */
export function authorize(principal: Principal, action: Action, organizationId: OrganizationId): void {
  if (principal.organizationId !== organizationId) {
    throw new DomainError('ORGANIZATION_NOT_FOUND', { organization_id: organizationId });
  }
  const scope: Scope = PERMISSIONS[action];
  if (!principal.scopes.has(scope)) throw new DomainError('PERMISSION_DENIED', { required_scope: scope });
}
