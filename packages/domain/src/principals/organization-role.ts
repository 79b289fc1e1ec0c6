import { z } from 'zod';
import { DomainError } from '../errors/domain-error.js';
import { ALL_SCOPES, type Principal, type Scope } from './principal.js';

/** The role of a member in the organization. */
export const organizationRoleSchema = z.enum(['owner', 'admin', 'member'], { error: '"owner", "admin" or "member"' });
export type OrganizationRole = z.infer<typeof organizationRoleSchema>;

/** The scopes of a member who signs in, by role. Managers may do more in their departments: see `MANAGER_ACTIONS`. */
export const ROLE_SCOPES: Readonly<Record<OrganizationRole, readonly Scope[]>> = {
  owner: ALL_SCOPES,
  admin: ALL_SCOPES.filter((scope) => scope !== 'organization:write'),
  member: ['organization:read', 'departments:read', 'members:read', 'operations:read'],
};

/**
 * Throws unless the principal may grant this role, revoke it, or change a member who has it. Nobody may make anyone more
 * powerful than themselves. Plain members may be changed by anyone who may change members; who they are is another matter,
 * see `authorizeIdentity`.
 */
export function authorizeRole(principal: Principal, role: OrganizationRole): void {
  if (role === 'member') return;
  const missing = ROLE_SCOPES[role].find((scope) => !principal.scopes.has(scope));
  if (missing !== undefined) throw new DomainError('PERMISSION_DENIED', { required_scope: missing });
}

/**
 * Throws unless the principal may decide who a member with this role is, by an e-mail address or a Slack user: with
 * either, somebody can sign in as the member. It takes every scope of the role, even of a plain member: otherwise a token could give
 * itself an identity that may read what the token may not.
 */
export function authorizeIdentity(principal: Principal, role: OrganizationRole): void {
  authorizeScopes(principal, ROLE_SCOPES[role]);
}

/** Throws unless the principal has all these scopes: no key can do more than the one who created or rotated it. */
export function authorizeScopes(principal: Principal, scopes: Iterable<Scope>): void {
  for (const scope of scopes) {
    if (!principal.scopes.has(scope)) throw new DomainError('PERMISSION_DENIED', { required_scope: scope });
  }
}
