import {
  type ApiKeyId,
  type ApiKeyPolicy,
  apiKeyIdSchema,
  type Caller,
  type NewApiKey,
  type RevokedChildren,
  type Scope,
} from '@roster/domain';
import { openTestDatabase } from '../database.fixture.js';
import { auditOf, callerOf, newOrganization } from '../members/members.fixture.js';
import { OriginOfKnownKeys1763901750000 } from '../migrations/index.js';
import { ApiKeyStore } from './api-key-store.js';
import {
  createApiKey,
  type IssuedKey,
  listApiKeys,
  newApiToken,
  readApiKey,
  revokeApiKey,
  rotateApiKey,
} from './api-keys.js';

let caller: Caller;
const database = await openTestDatabase();
afterAll(() => database.close());
const store = new ApiKeyStore(database.dataSource);
beforeEach(async () => {
  ({ caller } = await newOrganization(database.dataSource));
});

const DAY_MS = 24 * 3_600_000;
const inTransaction = <Result>(run: (tx: typeof database.dataSource.manager) => Promise<Result>) =>
  database.dataSource.transaction(run);
const NO_LIMITS = { perOrganization: 0 };
const create = (wanted: Partial<NewApiKey> = {}, by = caller, policy: ApiKeyPolicy = NO_LIMITS) =>
  inTransaction((tx) =>
    createApiKey(tx, by, { name: 'ci', scopes: ['members:read'], expires_at: null, ...wanted }, policy),
  );
const rotate = (id: ApiKeyId, overlap = 3_600, by = caller, policy: ApiKeyPolicy = NO_LIMITS) =>
  inTransaction((tx) => rotateApiKey(tx, by, id, overlap, policy));
const revoke = (id: ApiKeyId, by = caller, children: RevokedChildren = 'keep') =>
  inTransaction((tx) => revokeApiKey(tx, by, id, children));
const read = (id: ApiKeyId) => readApiKey(database.dataSource.manager, caller.principal.organizationId, id);
/** Who holds this key, with all scopes. */
const holderOf = ({ key }: IssuedKey): Caller => ({
  ...caller,
  principal: { ...caller.principal, actor: { type: 'api_key', id: key.id } },
});
const expire = (id: ApiKeyId) =>
  database.dataSource.query(`UPDATE api_keys SET expires_at = now() WHERE id = $1`, [id]);
const withScopes = (...scopes: Scope[]) => callerOf(caller.principal.organizationId, scopes);

describe('a new key', () => {
  it('works, and its token is nowhere in the database, the audit included', async () => {
    const { key, token } = await create();
    expect(key).toMatchObject({ status: 'active', expires_at: null, last_used_at: null, replaced_by: null });
    expect((await store.authenticate(token))?.actor).toEqual({ type: 'api_key', id: key.id });
    expect(JSON.stringify(await auditOf(database.dataSource, caller))).not.toContain(token);
  });

  it('can do no more than who makes it', async () => {
    const wanted = create({ scopes: ['members:read', 'members:write'] }, withScopes('members:read', 'keys:write'));
    await expect(wanted).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
      details: { required_scope: 'members:write' },
    });
  });
});

describe('who made a key', () => {
  it('is told by the key: a key, a user, the operator; also of a successor', async () => {
    const { key } = await create();
    expect(key.created_by).toEqual({ type: 'api_key', id: 'key_test' });
    const user: Caller = {
      ...caller,
      principal: { ...caller.principal, actor: { type: 'user', id: 'usr_def456' } },
    };
    const made = await create({}, user);
    expect((await read(made.key.id)).created_by).toEqual({ type: 'user', id: 'usr_def456' });
    expect((await rotate(key.id, 0, user)).key.created_by).toEqual({ type: 'user', id: 'usr_def456' });
  });

  it('is taken from the audit for keys that are older than this', async () => {
    const { key } = await create();
    const user: Caller = { ...caller, principal: { ...caller.principal, actor: { type: 'user', id: 'usr_def456' } } };
    const next = (await rotate(key.id, 60, user)).key;
    const made = [await read(key.id), await read(next.id)];
    await database.dataSource.query('UPDATE api_keys SET created_by_type = NULL, created_by_id = NULL');
    const runner = database.dataSource.createQueryRunner();
    await new OriginOfKnownKeys1763901750000().up(runner);
    await runner.release();
    expect([await read(key.id), await read(next.id)]).toEqual(made);
  });

  it('is not known of a key that was put there', async () => {
    const { organizationId } = caller.principal;
    await store.put({ organizationId, name: 'put', token: newApiToken(), scopes: ['members:read'] });
    const { items } = await listApiKeys(database.dataSource.manager, { organizationId, limit: 10 });
    expect(items).toMatchObject([{ name: 'put', created_by: null }]);
  });
});

describe('the limit of keys', () => {
  const TWO = { perOrganization: 2 };

  it('counts neither revoked nor expired keys, nor those of others', async () => {
    const made = [await create({}, caller, TWO), await create({}, caller, TWO)];
    const refusal = { code: 'API_KEY_LIMIT_REACHED', details: { limit: 2 } };
    await expect(create({}, caller, TWO)).rejects.toMatchObject(refusal);
    await create({}, (await newOrganization(database.dataSource)).caller, TWO);
    for (const end of [revoke, expire]) {
      const { key } = made.shift() as IssuedKey;
      await end(key.id);
      await create({}, caller, TWO);
      await expect(create({}, caller, TWO)).rejects.toMatchObject(refusal);
    }
  });

  it('gives the last place to one of five who ask at once', async () => {
    await create({}, caller, TWO);
    const settled = await Promise.allSettled([1, 2, 3, 4, 5].map(() => create({}, caller, TWO)));
    const codes = settled.map((result) => (result.status === 'fulfilled' ? 'ok' : result.reason.code)).sort();
    expect(codes).toEqual([...Array(4).fill('API_KEY_LIMIT_REACHED'), 'ok']);
  });

  it('lets a key be rotated when the old one ends at once, also beyond a limit that was lowered', async () => {
    const { key } = await create({}, caller, TWO);
    await create({}, caller, TWO);
    await expect(rotate(key.id, 60, caller, TWO)).rejects.toMatchObject({ code: 'API_KEY_LIMIT_REACHED' });
    expect(await read(key.id)).toMatchObject({ status: 'active', replaced_by: null, expires_at: null });
    await rotate(key.id, 0, caller, { perOrganization: 1 });
  });
});

describe('the longest lifetime of keys', () => {
  const TEN_DAYS = { perOrganization: 0, maxLifetimeDays: 10 };

  it.each([
    ['no expiry', () => null],
    ['a later expiry', () => new Date(Date.now() + 10 * DAY_MS + 60_000)],
  ])('refuses %s, says the limit and makes no key', async (_, expiry) => {
    const { organizationId } = caller.principal;
    await expect(create({ expires_at: expiry() }, caller, TEN_DAYS)).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      details: { fields: [{ field: 'expires_at', expected: expect.stringContaining('within 10 days') }] },
    });
    expect((await listApiKeys(database.dataSource.manager, { organizationId, limit: 10 })).items).toEqual([]);
  });

  it('allows a shorter one, and shortens that of a successor but not that of an existing key', async () => {
    const long = await create();
    expect((await create({ expires_at: new Date(Date.now() + 10 * DAY_MS) }, caller, TEN_DAYS)).key.status).toBe(
      'active',
    );
    expect((await store.authenticate(long.token))?.actor.id).toBe(long.key.id);
    const { key } = await rotate(long.key.id, 0, caller, TEN_DAYS);
    const days = (Date.parse(String(key.expires_at)) - Date.parse(key.created_at)) / DAY_MS;
    expect(days).toBeCloseTo(10, 2);
    const short = await create({ expires_at: new Date(Date.now() + 2 * DAY_MS) }, caller, TEN_DAYS);
    const next = (await rotate(short.key.id, 0, caller, TEN_DAYS)).key;
    expect((Date.parse(String(next.expires_at)) - Date.parse(next.created_at)) / DAY_MS).toBeCloseTo(2, 2);
  });
});

describe('the last use of a key', () => {
  const at = (secondsAgo: number) => Date.now() - secondsAgo * 1_000;
  const version = async (id: ApiKeyId) =>
    (await database.dataSource.query('SELECT xmin::text FROM api_keys WHERE id = $1', [id]))[0].xmin;

  it('is stored with its address, for many keys in one statement', async () => {
    const keys = [(await create()).key, (await create()).key, (await create()).key];
    const usedAt = at(5);
    await store.recordUses(
      new Map([
        [String(keys[0]?.id), { usedAt, address: '203.0.113.7' }],
        [String(keys[1]?.id), { usedAt, address: undefined }],
        ['key_none', { usedAt, address: '203.0.113.8' }],
      ]),
    );
    const last_used_at = new Date(usedAt).toISOString();
    expect(await read(keys[0]?.id as ApiKeyId)).toMatchObject({ last_used_at, last_used_address: '203.0.113.7' });
    expect(await read(keys[1]?.id as ApiKeyId)).toMatchObject({ last_used_at, last_used_address: null });
    expect(await read(keys[2]?.id as ApiKeyId)).toMatchObject({ last_used_at: null, last_used_address: null });
  });

  it('is not stored again while what another node stored is recent, and never goes back', async () => {
    const { key } = await create();
    await store.recordUses(new Map([[key.id, { usedAt: at(40), address: '203.0.113.7' }]]));
    const written = await version(key.id);
    for (const seconds of [20, 50]) {
      await store.recordUses(new Map([[key.id, { usedAt: at(seconds), address: '203.0.113.9' }]]));
    }
    expect(await version(key.id)).toBe(written);
    await store.recordUses(new Map([[key.id, { usedAt: at(0), address: '203.0.113.9' }]]));
    expect(await read(key.id)).toMatchObject({ last_used_address: '203.0.113.9' });
  });

  it('does not wait for a key that is being changed', async () => {
    const [locked, free] = [(await create()).key, (await create()).key];
    await inTransaction(async (tx) => {
      await tx.query('SELECT FROM api_keys WHERE id = $1 FOR UPDATE', [locked.id]);
      const use = { usedAt: at(0), address: '203.0.113.7' };
      await store.recordUses(
        new Map([
          [locked.id, use],
          [free.id, use],
        ]),
      );
    });
    expect([await read(locked.id), await read(free.id)]).toMatchObject([
      { last_used_at: null },
      { last_used_address: '203.0.113.7' },
    ]);
  });
});

describe('rotating a key', () => {
  it('gives a new token with the same name and scopes, while the old one works until the overlap is over', async () => {
    const old = await create();
    const { key, token } = await rotate(old.key.id);
    expect(key).toMatchObject({ name: 'ci', scopes: ['members:read'], expires_at: null });
    expect([await store.authenticate(old.token), await store.authenticate(token)]).not.toContain(null);
    const { items: keys } = await listApiKeys(database.dataSource.manager, { ...caller.principal, limit: 10 });
    expect(keys[0]).toMatchObject({ id: old.key.id, status: 'active', replaced_by: key.id });
    expect(Date.parse(String(keys[0]?.expires_at)) - Date.now()).toBeLessThanOrEqual(3_600_000);
  });

  it('without an overlap ends the old one at once', async () => {
    const old = await create();
    await rotate(old.key.id, 0);
    expect(await store.authenticate(old.token)).toBeNull();
  });

  it('gives the new one the lifetime of the old one, and never lengthens the old one', async () => {
    const old = await create({ expires_at: new Date(Date.now() + DAY_MS) });
    await database.dataSource.query(
      `UPDATE api_keys SET created_at = now() - interval '1 day', expires_at = now() + interval '1 minute' WHERE id = $1`,
      [old.key.id],
    );
    const { key } = await rotate(old.key.id, 3_600);
    expect(Date.parse(String(key.expires_at)) - Date.now()).toBeGreaterThan(DAY_MS);
    const [row] = await database.dataSource.query(
      `SELECT expires_at < now() + interval '2 minutes' AS soon FROM api_keys WHERE id = $1`,
      [old.key.id],
    );
    expect(row.soon).toBe(true);
  });

  it('makes one successor when five ask at once', async () => {
    const { key } = await create();
    const settled = await Promise.allSettled([1, 2, 3, 4, 5].map(() => rotate(key.id)));
    const codes = settled.map((result) => (result.status === 'fulfilled' ? 'ok' : result.reason.code)).sort();
    expect(codes).toEqual([...Array(4).fill('API_KEY_NOT_ACTIVE'), 'ok']);
  });

  it('of a key that can do more than the caller is refused: the caller would have its token', async () => {
    const { key } = await create({ scopes: ['members:read', 'members:write'] });
    await expect(rotate(key.id, 0, withScopes('keys:write', 'members:read'))).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
      details: { required_scope: 'members:write' },
    });
  });

  it('of a revoked or expired key is refused', async () => {
    const [revoked, expired] = [await create(), await create()];
    await revoke(revoked.key.id);
    await database.dataSource.query(`UPDATE api_keys SET expires_at = now() WHERE id = $1`, [expired.key.id]);
    for (const { key } of [revoked, expired]) {
      await expect(rotate(key.id)).rejects.toMatchObject({ code: 'API_KEY_NOT_ACTIVE' });
    }
  });
});

describe('revoking a key', () => {
  it('ends it for good, once in the audit however often it is asked', async () => {
    const { key, token } = await create();
    await Promise.all([revoke(key.id), revoke(key.id), revoke(key.id)]);
    expect(await store.authenticate(token)).toBeNull();
    const events = await auditOf(database.dataSource, caller);
    expect(events.filter(({ action }) => action === 'key.revoke')).toMatchObject([{ subject: key.id }]);
  });

  it('ends all keys that descend from it, when asked, in one transaction with an event for each', async () => {
    const parent = await create();
    const child = await create({}, holderOf(parent));
    const grandchild = await create({}, holderOf(child));
    const successor = await rotate(child.key.id, 60, holderOf(parent));
    const stranger = await create();
    await revoke(child.key.id);
    expect((await store.authenticate(grandchild.token))?.actor.id).toBe(grandchild.key.id);
    // The parent is revoked before, and the child between them: their descendants end all the same.
    await revoke(parent.key.id);
    expect(await revoke(parent.key.id, caller, 'revoke')).toEqual([grandchild.key.id, successor.key.id].sort());
    for (const { token } of [parent, child, grandchild, successor]) expect(await store.authenticate(token)).toBeNull();
    expect(await store.authenticate(stranger.token)).not.toBeNull();
    expect(await revoke(parent.key.id, caller, 'revoke')).toEqual([]);
    const events = await auditOf(database.dataSource, caller);
    const subjects = events.filter(({ action }) => action === 'key.revoke').map(({ subject }) => subject);
    expect(subjects.sort()).toEqual([parent, child, grandchild, successor].map(({ key }) => key.id).sort());
  });

  it('leaves no time for a further key: one that has ended makes none, also while a node still knows it', async () => {
    const parent = await create();
    const spare = await create();
    const [revoked, made] = await Promise.allSettled([
      revoke(parent.key.id, caller, 'revoke'),
      create({}, holderOf(parent)),
    ]);
    expect(revoked.status).toBe('fulfilled');
    if (made.status === 'fulfilled') expect(await store.authenticate(made.value.token)).toBeNull();
    const ended = { code: 'UNAUTHENTICATED' };
    await expect(create({}, holderOf(parent))).rejects.toMatchObject(ended);
    await expect(rotate(spare.key.id, 0, holderOf(parent))).rejects.toMatchObject(ended);
    await expire(spare.key.id);
    await expect(create({}, holderOf(spare))).rejects.toMatchObject(ended);
  });

  it.each(['rotate', 'revoke'])('does not find a key of another organization, or none: %s', async (verb) => {
    const { key } = await create();
    const foreign = (await newOrganization(database.dataSource)).caller;
    const change = (id: ApiKeyId) => (verb === 'rotate' ? rotate(id, 0, foreign) : revoke(id, foreign));
    for (const id of [key.id, apiKeyIdSchema.parse('key_none')]) {
      await expect(change(id)).rejects.toMatchObject({ code: 'API_KEY_NOT_FOUND', details: { key_id: id } });
    }
  });
});

describe('listing keys', () => {
  it('walks all of the organization once, or those of one status', async () => {
    const made = [await create(), await create(), await create()];
    await revoke(made[1]?.key.id ?? apiKeyIdSchema.parse('key_none'));
    const { manager } = database.dataSource;
    const first = await listApiKeys(manager, { ...caller.principal, limit: 2 });
    const second = await listApiKeys(manager, { ...caller.principal, limit: 2, after: first.next ?? undefined });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(made.map(({ key }) => key.id));
    expect(second.next).toBeNull();
    const revoked = await listApiKeys(manager, { ...caller.principal, limit: 2, status: 'revoked' });
    expect(revoked.items.map(({ id }) => id)).toEqual([made[1]?.key.id]);
  });
});
