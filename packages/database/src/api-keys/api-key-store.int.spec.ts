import { ORGANIZATION, openTestDatabase } from '../database.fixture.js';
import { hashSecret } from '../secrets.js';
import { ApiKeyStore } from './api-key-store.js';
import { newApiToken } from './api-keys.js';

const database = await openTestDatabase();
afterAll(() => database.close());
const store = new ApiKeyStore(database.dataSource);

async function key(): Promise<string> {
  const token = newApiToken();
  await store.put({ organizationId: ORGANIZATION, name: 'test', token, scopes: ['members:read'] });
  return token;
}

describe('an API key', () => {
  it('stands for its organization and has its scopes', async () => {
    const principal = await store.authenticate(await key());
    expect(principal).toMatchObject({ organizationId: ORGANIZATION, actor: { type: 'api_key' } });
    expect([...(principal?.scopes ?? [])]).toEqual(['members:read']);
  });

  it('is not kept in the database as it is', async () => {
    const token = await key();
    const rows = await database.dataSource.query('SELECT row_to_json(k)::text AS text, token_hash FROM api_keys k');
    expect(rows.map(({ text }: { text: string }) => text).join()).not.toContain(token);
    expect(rows.map((row: { token_hash: Buffer }) => row.token_hash)).toContainEqual(hashSecret(token));
  });

  it.each([
    ['expired', `expires_at = now() - interval '1 second'`],
    ['revoked', 'revoked_at = now()'],
  ])('is no longer good when it is %s', async (_, change) => {
    const token = await key();
    await database.dataSource.query(`UPDATE api_keys SET ${change} WHERE token_hash = $1`, [hashSecret(token)]);
    expect(await store.authenticate(token)).toBeNull();
  });

  it('is unknown when it was never made', async () => {
    expect(await store.authenticate(newApiToken())).toBeNull();
  });
});
