import { keyScopesSchema } from '../api-keys/api-key.js';
import { DomainError } from '../errors/domain-error.js';
import { organizationIdSchema } from '../ids.js';
import { type Action, authorize, authorizeAction, MANAGER_ACTIONS, needsManager, PERMISSIONS } from './permissions.js';
import { ALL_SCOPES, type Principal, type Provisioner, type Scope } from './principal.js';

const HOME = organizationIdSchema.parse('org_home');
const FOREIGN = organizationIdSchema.parse('org_foreign');

function principal(scopes: readonly Scope[]): Principal {
  return { organizationId: HOME, actor: { type: 'api_key', id: 'key_a' }, scopes: new Set(scopes) };
}

function refusal(run: () => void): DomainError | null {
  try {
    run();
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

describe.each(Object.entries(PERMISSIONS) as [Action, Scope][])('%s', (action, scope) => {
  it(`is allowed with ${scope}`, () => {
    expect(refusal(() => authorize(principal([scope]), action, HOME))).toBeNull();
  });

  it(`is refused without ${scope}, which the refusal names`, () => {
    const others = ALL_SCOPES.filter((other) => other !== scope);
    expect(refusal(() => authorize(principal(others), action, HOME))).toMatchObject({
      code: 'PERMISSION_DENIED',
      details: { required_scope: scope },
    });
  });

  it.each([ALL_SCOPES, []])('looks like a missing organization in a foreign one, whatever the scopes', (...scopes) => {
    expect(refusal(() => authorize(principal(scopes), action, FOREIGN))?.code).toBe('ORGANIZATION_NOT_FOUND');
  });
});

describe('being the manager of the department is what it takes', () => {
  const person = (scopes: readonly Scope[]): Principal => ({
    ...principal(scopes),
    actor: { type: 'user', id: 'usr_a' },
  });

  it.each(Object.keys(PERMISSIONS) as Action[])('for %s only where a manager may do it', (action) => {
    expect(needsManager(person([]), action)).toBe(MANAGER_ACTIONS.has(action));
  });

  it('not for a person who has the scope, nor for an API key, which manages nothing', () => {
    expect(needsManager(person(['members:write']), 'member.add')).toBe(false);
    expect(needsManager(principal([]), 'member.add')).toBe(false);
  });
});

it('everyone who signs in may ask for a membership, but a key that only reads may not', () => {
  const person: Principal = { ...principal([]), actor: { type: 'user', id: 'usr_a' } };
  expect(refusal(() => authorize(person, 'membership_request.create', HOME))).toBeNull();
  expect(refusal(() => authorize(person, 'membership_request.create', FOREIGN))?.code).toBe('ORGANIZATION_NOT_FOUND');
  expect(refusal(() => authorize(principal([]), 'membership_request.create', HOME))?.code).toBe('PERMISSION_DENIED');
});

describe('whoever provisions', () => {
  const provisioner: Provisioner = {
    organizationId: null,
    actor: { type: 'provisioner', id: '0199c2f1aa00' },
    scopes: new Set(['organizations:create']),
  };

  it.each(Object.keys(PERMISSIONS) as Action[])('may do %s only if it is to make an organization', (action) => {
    const refused = action === 'organization.create' ? null : 'PERMISSION_DENIED';
    expect(refusal(() => authorizeAction(provisioner, action))?.code ?? null).toBe(refused);
  });

  it('does what nobody of an organization may do, whatever the scopes', () => {
    expect(refusal(() => authorizeAction(principal(ALL_SCOPES), 'organization.create'))).toMatchObject({
      code: 'PERMISSION_DENIED',
      details: { required_scope: 'organizations:create' },
    });
    expect(keyScopesSchema.safeParse(['organizations:create']).success).toBe(false);
  });
});
