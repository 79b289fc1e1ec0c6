import { openTestDatabase, type TestDatabase } from '../database.fixture.js';
import { SlackTokens } from './slack-tokens.js';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

it('deletes the tokens that were revoked, and none that were stored since', async () => {
  const store = (token: string) =>
    database.dataSource.query(
      `INSERT INTO slack_installations (workspace_id, scopes, sealed_tokens, key_id, revoke_at) VALUES ('T1', '{}', $1, 'key', now())
       ON CONFLICT (workspace_id) DO UPDATE SET sealed_tokens = excluded.sealed_tokens`,
      [Buffer.from(token)],
    );
  const kept = async () => {
    const [{ sealed_tokens, revoke_at }] = await database.dataSource.query('SELECT * FROM slack_installations');
    return { token: sealed_tokens?.toString() ?? null, isToBeRevoked: revoke_at !== null };
  };
  const tokens = new SlackTokens(database.dataSource);
  await store('first');
  const [leased] = await tokens.leaseRevocations(5);
  await store('renewed');
  expect(await tokens.deleteRevoked('T1', leased?.sealed_tokens ?? null)).toBe(false);
  expect(await kept()).toEqual({ token: 'renewed', isToBeRevoked: true });
  expect(await tokens.deleteRevoked('T1', Buffer.from('renewed'))).toBe(true);
  expect(await kept()).toEqual({ token: null, isToBeRevoked: false });
});
