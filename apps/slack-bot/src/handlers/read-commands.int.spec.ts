import { linkSlackUser } from '@roster/database';
import { userIdSchema } from '@roster/domain';
import { ACME, contentOf, ORGANIZATION, ownerOf, useBot } from '../bot.fixture.js';

const users = [...ACME.users, { name: 'private', realName: 'Private Person', email: 'private@mail.example' }];
const bot = useBot({ workspaces: [{ ...ACME, users }] });
beforeAll(async () => {
  await bot.database.query(
    `INSERT INTO department_members (department_id, user_id, organization_id, added_at, added_by)
     SELECT 'dept_abc123', 'usr_demo' || lpad(n::text, 3, '0'), 'org_xyz789', now(), 'test' FROM generate_series(1, 40) AS n`,
  );
});

it.each([
  ['/dept list', 'Engineering'],
  ['/dept tree', '└── '],
  ['/dept tree engineering', 'Platform'],
  ['/dept find demo person 007', 'person007@company.com'],
  ['/dept whoami', 'owner'],
  ['/dept help', '/dept add'],
  ['/dept help undo-nothing', 'help'],
  ['/dept ad @p001', 'add'],
  ['/dept find @p007', 'is in *Engineering*'],
  ['/dept where is @p007?', 'is in *Engineering*'],
  ['/dept whereis demo person 007', 'is in *Engineering*'],
  ['/dept whereis demo person', 'Which of these people'],
  ['/dept where am I', 'is not in a department'],
  ['/dept whereis @nobody', 'not in your Roster organization'],
  ['/dept whereis zebra', 'Nothing found'],
  ['/dept members nowhere-at-all', 'no department'],
])('%s is answered', async (command, words) => {
  await bot.jane.types(command);
  const answer = await bot.answer('jane');
  expect(contentOf(answer)).toContain(words);
});

it('members come in pages', async () => {
  await bot.jane.types('/dept members engineering');
  const first = await bot.sees('jane', 'person001@company.com');
  expect(contentOf(first)).toContain('40');
  expect(contentOf(first)).not.toContain('person031@company.com');
  expect(first.text).toContain('40 people, 1 to 30');
  await bot.jane.clicks(first, 'members_next');
  const second = await bot.sees('jane', 'person031@company.com');
  expect(contentOf(second)).toContain('person040@company.com');
  expect(second.text).toContain('40 people, 31 to 40');
});

it('from a page of members a button leads back to the one before, as it is now', async () => {
  await bot.jane.types('/dept members engineering');
  await bot.jane.clicks(await bot.sees('jane', '1 to 30'), 'Show more');
  await bot.jane.clicks(await bot.sees('jane', '31 to 40'), 'Back');
  const first = await bot.sees('jane', '1 to 30');
  await bot.database.query(`DELETE FROM department_members WHERE user_id = 'usr_demo040'`);
  await bot.jane.clicks(first, 'Show more');
  const second = await bot.sees('jane', '39 people, 31 to 39');
  expect(contentOf(second)).toContain('person039@company.com');
  await bot.jane.clicks(second, 'Back');
  await bot.sees('jane', '39 people, 1 to 30');
});

it('members whom the directory of Slack users knows are named by a mention', async () => {
  await bot.knowsNames();
  await bot.jane.types('/dept members engineering');
  const page = contentOf(await bot.sees('jane', '1 to 30'));
  for (const name of ['p002', 'p020']) expect(page).toContain(`<@${bot.slack.person(name).id}>`);
  await bot.database.query(
    `UPDATE slack_users SET profile = profile || '{"is_email_confirmed": false}' WHERE profile ->> 'name' = 'p020'`,
  );
  bot.clearScreens();
  await bot.jane.types('/dept members engineering');
  expect(contentOf(await bot.sees('jane', '1 to 30'))).toContain('Demo Person 020  person020@company.com');
});

it('in a linked channel the department can be left out, until it is unlinked', async () => {
  await bot.jane.types('/dept link support', { channel: 'engineering' });
  await bot.sees('jane', 'linked to');
  await bot.jane.types('/dept add @p001', { channel: 'engineering' });
  await bot.sees('jane', 'added to Support');
  await bot.jane.types('/dept unlink', { channel: 'engineering' });
  await bot.sees('jane', 'no longer linked to');
  await bot.jane.types('/dept add @p002', { channel: 'engineering' });
  await bot.view('jane', 'modal');
});

it('a plain member may look but not link a channel', async () => {
  const member = bot.slack.person('p001');
  await member.types('/dept members engineering');
  await bot.sees('p001', 'person001@company.com');
  await member.types('/dept link engineering');
  await bot.sees('p001', 'does not allow this');
  expect(await bot.database.query('SELECT FROM slack_channel_links')).toEqual([]);
});

it('someone with another address is the member that an admin linked', async () => {
  await bot.slack.person('private').types('/dept whoami');
  await bot.sees('private', 'not in the Roster organization');
  await linkSlackUser(bot.database.manager, ownerOf(ORGANIZATION), {
    workspaceId: 'T0ACME',
    slackUserId: bot.slack.person('private').id,
    userId: userIdSchema.parse('usr_demo044'),
  });
  await bot.slack.person('private').types('/dept whoami');
  await bot.sees('private', 'Demo Person 044');
});

it('App Home shows what is mine, and its buttons open the form', async () => {
  await bot.database.query(`UPDATE departments SET manager_user_id = 'usr_demo003' WHERE id = 'dept_plat01'`);
  const person = bot.slack.person('p003');
  await person.opensHome();
  const home = await bot.view('p003', 'home');
  const content = JSON.stringify(home.view);
  for (const words of ['Demo Person 003', 'Demo Company', 'Engineering', 'Platform']) expect(content).toContain(words);
  await person.clicks(home, 'Remove people');
  const modal = await bot.view('p003', 'modal');
  expect(JSON.stringify(modal.view)).toContain('remove');
});

it('App Home shows no button to somebody who may change nothing', async () => {
  await bot.slack.person('p030').opensHome();
  const home = await bot.view('p030', 'home');
  expect(JSON.stringify(home.view)).not.toContain('Add people');
});

it('a button of App Home that somebody may no longer use shows App Home anew', async () => {
  await bot.database.query(`UPDATE departments SET manager_user_id = 'usr_demo031' WHERE id = 'dept_supp01'`);
  const person = bot.slack.person('p031');
  await person.opensHome();
  const home = await bot.view('p031', 'home');
  await bot.database.query(`UPDATE departments SET manager_user_id = NULL WHERE id = 'dept_supp01'`);
  await person.clicks(home, 'Add people');
  await bot.slack.inbox.until(() =>
    person.views.find(({ view }) => view.type === 'home' && !JSON.stringify(view).includes('Add people')),
  );
  expect(person.views.filter(({ view }) => view.type === 'modal')).toEqual([]);
});

it('someone who is not a member gets help, and why they can do nothing', async () => {
  await bot.slack.person('guest').types('/dept help');
  const answer = contentOf(await bot.sees('guest', 'You are a guest'));
  expect(answer).toContain('/dept whereis @person');
});

it('App Home of someone who is not a member says why', async () => {
  await bot.slack.person('guest').opensHome();
  const home = await bot.view('guest', 'home');
  expect(JSON.stringify(home.view)).toContain('guest');
});

it.each([
  ['controls', '/dept add \u0000 to \u0001'],
  ['only a mention of everybody', '/dept add <!channel> to engineering'],
  ['8,000 characters', `/dept add ${'x'.repeat(8_000)}`],
  ['unicode', '/dept find 𝔸é🙂‮'],
  ['SQL', `/dept members "'; DROP TABLE departments; --"`],
  ['a pattern', '/dept find %_\\'],
])('odd input is answered and changes nothing: %s', async (_, command) => {
  const before = await bot.members();
  await bot.jane.types(command);
  await bot.answer('jane');
  expect(await bot.members()).toEqual(before);
  expect(bot.log.filter(({ level }) => level === 'error')).toEqual([]);
});
