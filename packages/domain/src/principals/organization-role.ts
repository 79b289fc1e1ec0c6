import { z } from 'zod';
import { DomainError } from '../errors/domain-error.js';
import { ALL_SCOPES, type Principal, type Scope } from './principal.js';

/** What a person is in an organization. */
export const organizationRoleSchema = z.enum(['owner', 'admin', 'member'], { error: '"owner", "admin" or "member"' });
export type OrganizationRole = z.infer<typeof organizationRoleSchema>;

/** What a person who signs in may do, by role. A department's manager may do more there: see `MANAGER_ACTIONS`. */
export const ROLE_SCOPES: Readonly<Record<OrganizationRole, readonly Scope[]>> = {
  owner: ALL_SCOPES,
  admin: ALL_SCOPES.filter((scope) => scope !== 'organization:write'),
  member: ['organization:read', 'departments:read', 'members:read', 'operations:read'],
};

/**
 * Throws unless the principal may give this role, take it away, or change somebody who has it. Nobody makes somebody
 * more powerful than oneself: a token that could name an admin, or change an admin's e-mail address, could sign in as
 * that admin. Plain members are everybody's who may change people at all.
 */
export function authorizeRole(principal: Principal, role: OrganizationRole): void {
  if (role === 'member') return;
  const missing = ROLE_SCOPES[role].find((scope) => !principal.scopes.has(scope));
  if (missing !== undefined) throw new DomainError('PERMISSION_DENIED', { required_scope: missing });
}

/** Throws unless the principal has all these scopes itself: no key can do more than whoever made or renewed it. */
export function authorizeScopes(principal: Principal, scopes: Iterable<Scope>): void {
  for (const scope of scopes) {
    if (!principal.scopes.has(scope)) throw new DomainError('PERMISSION_DENIED', { required_scope: scope });
  }
}
