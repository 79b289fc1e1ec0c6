import { organizationIdSchema } from '@roster/domain';
import { openTestDatabase } from '../database.fixture.js';
import { addPerson, auditOf, newOrganization } from './members.fixture.js';
import { updateMember } from './members.js';
import { type Identity, signIn } from './sign-in.js';

const database = await openTestDatabase();
afterAll(() => database.close());

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const enter = (identity: Identity) => signIn(database.dataSource, identity, { traceId: TRACE });

async function somebody() {
  const { caller, owner } = await newOrganization(database.dataSource);
  const pat = await addPerson(database.dataSource, caller, { email: 'Pat@example.com' });
  const { organizationId } = caller.principal;
  const identity: Identity = { organizationId, subject: 'https://idp.example pat', verifiedEmail: 'pat@example.com' };
  return { caller, owner, pat, identity };
}

describe('signing in', () => {
  it('finds a person by the verified address first, and by the account ever after', async () => {
    const { caller, pat, identity } = await somebody();
    expect(await enter(identity)).toMatchObject({ actor: { type: 'user', id: pat.user_id } });
    expect(await enter({ ...identity, verifiedEmail: null })).toMatchObject({ actor: { id: pat.user_id } });
    expect((await auditOf(database.dataSource, caller)).slice(3)).toMatchObject([
      { action: 'person.bind', user_id: pat.user_id, actor_id: pat.user_id, trace_id: TRACE },
    ]);
  });

  it('binds once when ten requests of the person come at once', async () => {
    const { caller, pat, identity } = await somebody();
    const principals = await Promise.all(Array.from({ length: 10 }, () => enter(identity)));
    expect(principals.map((principal) => principal?.actor.id)).toEqual(Array(10).fill(pat.user_id));
    expect((await auditOf(database.dataSource, caller)).filter(({ action }) => action === 'person.bind')).toHaveLength(
      1,
    );
  });

  it.each<[string, Partial<Identity>]>([
    ['an address that is not verified', { verifiedEmail: null }],
    ['an address that nobody has', { verifiedEmail: 'eve@example.com' }],
    ['another organization', { organizationId: organizationIdSchema.parse('org_xyz789') }],
  ])('lets nobody in with %s', async (_, change) => {
    const { identity } = await somebody();
    expect(await enter({ ...identity, ...change })).toBeNull();
  });

  it('does not let a second account in with the address of the first', async () => {
    const { identity } = await somebody();
    await enter(identity);
    expect(await enter({ ...identity, subject: 'https://idp.example eve' })).toBeNull();
  });

  it('lets nobody in who is deactivated, bound or not, and lets them in again afterwards', async () => {
    const { caller, pat, identity } = await somebody();
    const set = (status: 'active' | 'deactivated') =>
      database.dataSource.transaction((tx) => updateMember(tx, caller, pat.user_id, { status }));
    await set('deactivated');
    expect(await enter(identity)).toBeNull();
    await set('active');
    expect(await enter(identity)).not.toBeNull();
    await set('deactivated');
    expect(await enter(identity)).toBeNull();
  });

  it('has to be done anew after the address was changed', async () => {
    const { caller, pat, identity } = await somebody();
    await enter(identity);
    await database.dataSource.transaction((tx) => updateMember(tx, caller, pat.user_id, { email: 'new@example.com' }));
    expect(await enter(identity)).toBeNull();
    expect(await enter({ ...identity, verifiedEmail: 'NEW@example.com' })).not.toBeNull();
  });

  it.each(['owner', 'admin', 'member'] as const)('gives the scopes of the role %s', async (role) => {
    const { caller, pat, identity } = await somebody();
    await database.dataSource.transaction((tx) => updateMember(tx, caller, pat.user_id, { role }));
    expect((await enter(identity))?.scopes.has('organization:write')).toBe(role === 'owner');
    expect((await enter(identity))?.scopes.has('keys:write')).toBe(role !== 'member');
  });
});
