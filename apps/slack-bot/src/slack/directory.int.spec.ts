import { contentOf, useBot } from '../bot.fixture.js';
import { until } from '../until.fixture.js';

const bot = useBot();
beforeAll(() => bot.knowsNames());
beforeEach(() => bot.removeAllMembers());

const names = async (): Promise<string[]> => {
  const rows: { name: string }[] = await bot.database.query(
    `SELECT profile->>'name' AS name FROM slack_users ORDER BY name`,
  );
  return rows.map(({ name }) => name);
};

it('holds all users of the workspace but those who left', async () => {
  const known = await names();
  expect(known).toEqual(expect.arrayContaining(['jane', 'p001', 'guest', 'robot']));
  expect(known).not.toContain('gone');
});

it('follows a change of name, and a name of before means nobody', async () => {
  await bot.slack.person('p001').changesProfile({ name: 'petra', displayName: 'Petra P' });
  await until(async () => (await names()).includes('petra'));
  await bot.jane.types('/dept add @petra @p001 to engineering');
  await bot.sees('jane', '1 of 2 people added');
  expect(await bot.members()).toEqual(['usr_demo001']);
});

it('asks Slack whether a name is still right, when the event of its change was lost', async () => {
  const { slack } = bot;
  const p002 = slack.person('p002').user;
  slack.workspace().put({ ...p002, name: 'paul' });
  await bot.jane.types('/dept add @p002 to engineering');
  expect(contentOf(await bot.sees('jane', 'p002'))).toContain('is not in this workspace');
  expect(await bot.members()).toEqual([]);
});

it('keeps the newer of two states, in whatever order they come', async () => {
  const p003 = bot.slack.person('p003');
  await p003.changesProfile({ displayName: 'New' });
  await until(() => isCalled('p003', 'New'));
  const { user } = bot.slack.person('p003');
  await bot.jane.event({ type: 'user_change', user: { id: user.id, name: 'p003', updated: user.updated - 60 } });
  await bot.jane.event({ type: 'team_join', user: { id: 'U0JOINED', name: 'joined', updated: user.updated } });
  await until(async () => (await names()).includes('joined'));
  expect(await isCalled('p003', 'New')).toBe(true);
});

it('reads names that Postgres cannot store as they are', async () => {
  const people = ['p010', 'p011', 'p012'];
  const odd = ['a\\u0000', 'b\0', 'c\ud83d'];
  for (const [at, name] of people.entries())
    await bot.slack.person(name).changesProfile({ displayName: odd[at] ?? '' });
  await until(() => isCalled('p012', 'c\ufffd'));
  expect(await isCalled('p010', 'a\\u0000')).toBe(true);
  expect(await isCalled('p011', 'b')).toBe(true);
});

it('forgets a user who left', async () => {
  await bot.slack.person('p004').changesProfile({ deactivated: true });
  await until(async () => !(await names()).includes('p004'));
});

it('says so while the names are still being read', async () => {
  await bot.database.query('UPDATE slack_directories SET completed_at = NULL');
  await bot.jane.types('/dept add @sam to engineering');
  expect(contentOf(await bot.sees('jane', 'sam'))).toContain('still being read');
  await bot.database.query('UPDATE slack_directories SET completed_at = now()');
});

it('is deleted with the installation', async () => {
  await bot.jane.event({ type: 'app_uninstalled' });
  await until(async () => (await bot.count('slack_users')) === 0);
  expect(await bot.count('slack_directories')).toBe(0);
});

async function isCalled(handle: string, displayName: string): Promise<boolean> {
  const found = `slack_users WHERE profile->>'name' = '${handle}' AND profile->'profile'->>'display_name' = '${displayName}'`;
  return (await bot.count(found)) === 1;
}
