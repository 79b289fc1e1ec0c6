import { type ApiKeyId, apiKeyIdSchema, type Caller, type NewApiKey, type Scope } from '@roster/domain';
import { openTestDatabase } from '../database.fixture.js';
import { auditOf, callerOf, newOrganization } from '../members/members.fixture.js';
import { ApiKeyStore } from './api-key-store.js';
import { createApiKey, listApiKeys, revokeApiKey, rotateApiKey } from './api-keys.js';

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
const create = (wanted: Partial<NewApiKey> = {}, by = caller) =>
  inTransaction((tx) => createApiKey(tx, by, { name: 'ci', scopes: ['members:read'], expires_at: null, ...wanted }));
const rotate = (id: ApiKeyId, overlap = 3_600, by = caller) => inTransaction((tx) => rotateApiKey(tx, by, id, overlap));
const revoke = (id: ApiKeyId, by = caller) => inTransaction((tx) => revokeApiKey(tx, by, id));
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

describe('the last use of a key', () => {
  const lastUse = async (id: ApiKeyId): Promise<Date | null> => {
    const [row] = await database.dataSource.query('SELECT last_used_at, xmin FROM api_keys WHERE id = $1', [id]);
    return row.last_used_at;
  };

  it('is written down, but not again within the minute', async () => {
    const { key, token } = await create();
    await store.authenticate(token);
    const first = await lastUse(key.id);
    await Promise.all([1, 2, 3].map(() => store.authenticate(token)));
    expect(first).not.toBeNull();
    expect(await lastUse(key.id)).toEqual(first);
  });

  it('is written down again after a minute', async () => {
    const { key, token } = await create();
    await database.dataSource.query(`UPDATE api_keys SET last_used_at = now() - interval '61 seconds' WHERE id = $1`, [
      key.id,
    ]);
    const before = await lastUse(key.id);
    await store.authenticate(token);
    expect((await lastUse(key.id))?.getTime()).toBeGreaterThan(Number(before?.getTime()));
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
