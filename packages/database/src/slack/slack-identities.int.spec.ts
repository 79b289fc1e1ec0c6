import { JANE, ORGANIZATION, openTestDatabase } from '../database.fixture.js';
import { SlackIdentities } from './slack-identities.js';

const database = await openTestDatabase();
afterAll(() => database.close());

it.each([
  ['jane@company.com', JANE],
  [' Jane@COMPANY.com', JANE],
  ['pat@b\u00fccher.example', 'usr_demo001'],
  ['PAT@XN--BCHER-KVA.example', 'usr_demo001'],
  ['nobody@company.com', null],
  ['jane@company.com\u0000', null],
  ['ja\u200bne@company.com', null],
  ['', null],
])('the address %j in Slack is that of the member %s', async (address, userId) => {
  await database.dataSource.query(
    `UPDATE organization_members SET email = 'pat@xn--bcher-kva.example' WHERE user_id = 'usr_demo001'`,
  );
  const found = await new SlackIdentities(database.dataSource).findByAddress(ORGANIZATION, address);
  expect(found?.user_id ?? null).toBe(userId);
});
