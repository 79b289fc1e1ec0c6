import { DomainError } from '../errors/domain-error.js';
import { organizationIdSchema } from '../ids.js';
import {
  authorizeIdentity,
  authorizeRole,
  authorizeScopes,
  type OrganizationRole,
  ROLE_SCOPES,
} from './organization-role.js';
import { type Action, PERMISSIONS } from './permissions.js';
import { ALL_SCOPES, type Principal, type Scope } from './principal.js';

function withScopes(scopes: readonly Scope[]): Principal {
  return {
    organizationId: organizationIdSchema.parse('org_home'),
    actor: { type: 'user', id: 'usr_a' },
    scopes: new Set(scopes),
  };
}

function missingScope(run: () => void): unknown {
  try {
    run();
    return null;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'PERMISSION_DENIED') return error.details.required_scope;
    throw error;
  }
}

/** Everything that is not in this table is an owner's and an admin's. What is nobody's takes the installation. */
const EXCEPTIONS: Partial<Record<Action, readonly OrganizationRole[]>> = {
  'organization.create': [],
  'organization.read': ['owner', 'admin', 'member'],
  'organization.update': ['owner'],
  'slack.link': ['owner'],
  'slack.workspace.disconnect': ['owner'],
  'person.list': ['owner', 'admin', 'member'],
  'person.read': ['owner', 'admin', 'member'],
  'member.list': ['owner', 'admin', 'member'],
  'operation.read': ['owner', 'admin', 'member'],
};

describe.each(Object.entries(PERMISSIONS) as [Action, Scope][])('%s', (action, scope) => {
  const reading = scope.endsWith(':read') && scope !== 'audit:read';
  const allowed = EXCEPTIONS[action] ?? (reading ? ['owner', 'admin', 'member'] : ['owner', 'admin']);

  it.each(['owner', 'admin', 'member'] as const)(`is given to the role %s: ${allowed.join(', ')}`, (role) => {
    expect(ROLE_SCOPES[role].includes(scope)).toBe(allowed.includes(role));
  });
});

describe('giving, taking and touching a role', () => {
  it.each<[string, readonly Scope[], OrganizationRole, Scope | null]>([
    ['an owner', ROLE_SCOPES.owner, 'owner', null],
    ['an owner', ROLE_SCOPES.owner, 'admin', null],
    ['an admin', ROLE_SCOPES.admin, 'owner', 'organization:write'],
    ['an admin', ROLE_SCOPES.admin, 'admin', null],
    ['an admin', ROLE_SCOPES.admin, 'member', null],
    ['a key for people', ['members:read', 'members:write'], 'owner', 'organization:read'],
    ['a key for people', ['members:read', 'members:write'], 'admin', 'organization:read'],
    ['a key for people', ['members:read', 'members:write'], 'member', null],
  ])('%s with %j and the role %s: lacks %s', (_, scopes, role, missing) => {
    expect(missingScope(() => authorizeRole(withScopes(scopes), role))).toBe(missing);
  });
});

describe('deciding who a member is', () => {
  it.each<[string, readonly Scope[], OrganizationRole, Scope | null]>([
    ['an owner', ROLE_SCOPES.owner, 'owner', null],
    ['an admin', ROLE_SCOPES.admin, 'owner', 'organization:write'],
    ['an admin', ROLE_SCOPES.admin, 'member', null],
    ['a key that only writes members', ['members:write'], 'member', 'organization:read'],
    ['a key for people', ['members:read', 'members:write'], 'member', 'organization:read'],
    ['a key with what members have', [...ROLE_SCOPES.member, 'members:write'], 'member', null],
    ['a key with what members have', [...ROLE_SCOPES.member, 'members:write'], 'admin', 'departments:write'],
  ])('%s with %j and the role %s: lacks %s', (_, scopes, role, missing) => {
    expect(missingScope(() => authorizeIdentity(withScopes(scopes), role))).toBe(missing);
  });
});

describe('giving scopes', () => {
  it.each(ALL_SCOPES)('%s can be given by who has it, and by nobody else', (scope) => {
    expect(missingScope(() => authorizeScopes(withScopes([scope]), [scope]))).toBeNull();
    const others = ALL_SCOPES.filter((other) => other !== scope);
    expect(missingScope(() => authorizeScopes(withScopes(others), ALL_SCOPES))).toBe(scope);
  });
});
