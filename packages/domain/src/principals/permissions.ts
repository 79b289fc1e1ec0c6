import { DomainError } from '../errors/domain-error.js';
import type { OrganizationId } from '../ids.js';
import type { InstallationScope, Principal, Provisioner, Scope } from './principal.js';

/** All actions of API and bot, with the scope that each requires. The only place that says so. */
export const PERMISSIONS = {
  'department.read': 'departments:read',
  'department.write': 'departments:write',
  'organization.create': 'organizations:create',
  'organization.read': 'organization:read',
  'organization.update': 'organization:write',
  'person.list': 'members:read',
  'person.read': 'members:read',
  'person.create': 'members:write',
  'person.update': 'members:write',
  'person.remove': 'members:write',
  'key.list': 'keys:write',
  'key.read': 'keys:write',
  'key.create': 'keys:write',
  'key.rotate': 'keys:write',
  'key.revoke': 'keys:write',
  'member.list': 'members:read',
  'member.read': 'members:read',
  'member.departments': 'members:read',
  'member.add': 'members:write',
  'member.remove': 'members:write',
  'member.move': 'members:write',
  'membership_request.create': 'members:write',
  'membership_request.list': 'members:read',
  'membership_request.read': 'members:read',
  'membership_request.decide': 'members:write',
  'scim_connection.list': 'keys:write',
  'scim_connection.read': 'keys:write',
  'scim_connection.create': 'keys:write',
  'scim_connection.update': 'keys:write',
  'scim_connection.rotate': 'keys:write',
  'scim_connection.delete': 'keys:write',
  'slack.link': 'organization:write',
  /** Those who link users need the ID of the workspace. */
  'slack.workspace.list': 'members:write',
  'slack.workspace.read': 'members:write',
  'slack.workspace.disconnect': 'organization:write',
  'slack.user.list': 'members:write',
  'slack.user.link': 'members:write',
  'slack.user.unlink': 'members:write',
  'audit.read': 'audit:read',
  'webhook.read': 'webhooks:write',
  'webhook.write': 'webhooks:write',
  'operation.read': 'operations:read',
  'operation.cancel': 'members:write',
} as const satisfies Record<string, Scope | InstallationScope>;

export type Action = keyof typeof PERMISSIONS;

/**
 * What the manager of a department may do in it and in all departments below it, without the scope. A move requires the
 * manager of both departments.
 */
export const MANAGER_ACTIONS: ReadonlySet<Action> = new Set<Action>([
  'member.add',
  'member.remove',
  'member.move',
  'membership_request.decide',
]);

/** What every member who signs in may do, without the scope. An API key needs it: a key that reads must not write. */
const MEMBER_ACTIONS: ReadonlySet<Action> = new Set<Action>(['membership_request.create']);

/** Whether the action requires being the department's manager, which the caller then has to check. */
export function needsManager(principal: Principal, action: Action): boolean {
  return principal.actor.type === 'user' && MANAGER_ACTIONS.has(action) && !mayDo(principal, action);
}

/**
 * Throws unless the principal may do it. A foreign organization looks exactly like one that does not exist, so that IDs of
 * other tenants cannot be guessed.
 */
export function authorize(principal: Principal, action: Action, organizationId: OrganizationId): void {
  if (principal.organizationId !== organizationId) {
    throw new DomainError('ORGANIZATION_NOT_FOUND', { organization_id: organizationId });
  }
  authorizeAction(principal, action);
}

/** Throws unless the scopes allow it. For actions without an existing organization. */
export function authorizeAction(principal: Principal | Provisioner, action: Action): void {
  if (!mayDo(principal, action)) throw new DomainError('PERMISSION_DENIED', { required_scope: PERMISSIONS[action] });
}

/** Whether the principal may see the names and e-mail addresses of its organization's members. */
export function readsMembers(principal: Principal): boolean {
  return mayDo(principal, 'person.read');
}

/** Whether the scopes allow it, in the principal's own organization. */
export function mayDo(principal: Principal | Provisioner, action: Action): boolean {
  if (principal.actor.type === 'user' && MEMBER_ACTIONS.has(action)) return true;
  const scopes: ReadonlySet<Scope | InstallationScope> = principal.scopes;
  return scopes.has(PERMISSIONS[action]);
}
