import { contentOf, JANE, useBot } from '../bot.fixture.js';

const bot = useBot();
beforeEach(() => bot.removeAllMembers());

it('an add is acknowledged at once, answered with its result, and audited as Slack’s', async () => {
  const typed = await bot.jane.types('/dept add @p001 to engineering');
  expect(typed.acknowledged).toMatchObject({ status: 200, body: '' });
  const answer = await bot.sees('jane', 'person added to Engineering');
  expect(answer).toMatchObject({ place: 'ephemeral', userId: bot.jane.id });
  expect(bot.jane.messages).toHaveLength(1);
  expect(await bot.members()).toEqual(['usr_demo001']);
  const audit = await bot.database.query(
    `SELECT action, channel, actor_type, actor_id FROM audit_events WHERE user_id = 'usr_demo001'`,
  );
  expect(audit).toEqual([{ action: 'member.add', channel: 'slack', actor_type: 'user', actor_id: JANE }]);
});

it('each person of an add has a result of their own', async () => {
  await bot.jane.types('/dept add @p002 to engineering');
  await bot.sees('jane', 'person added to Engineering');
  await bot.jane.types('/dept add @p002 @p003 @nobody @guest @robot @gone @foreign @ghost to engineering');
  const answer = contentOf(await bot.sees('jane', '1 of 8 people added'));
  for (const words of [
    'already',
    'not in your roster organization',
    'guest',
    'bot',
    'deactivated',
    'workspace',
    'ghost',
  ])
    expect(answer.toLowerCase()).toContain(words);
  expect(await bot.members()).toEqual(['usr_demo002', 'usr_demo003']);
});

it('the same command that is delivered again changes nothing and is answered once', async () => {
  const typed = await bot.jane.types('/dept add @p004 to engineering');
  await bot.sees('jane', 'added');
  const before = await bot.count('operations');
  const again = await Promise.all([typed.again(), typed.again()]);
  expect(again.map(({ status }) => status)).toEqual([200, 200]);
  await bot.jane.types('/dept whoami');
  await bot.sees('jane', 'You are');
  expect(bot.jane.messages).toHaveLength(2);
  expect(await bot.count('operations')).toBe(before);
});

it('a remove and a move do what they say', async () => {
  await bot.jane.types('/dept add @p005 @p006 to engineering');
  await bot.sees('jane', '2 people added');
  await bot.jane.types('/dept remove @p005 from engineering');
  await bot.sees('jane', 'removed from Engineering');
  await bot.jane.types('/dept move @p006 to platform');
  await bot.sees('jane', 'moved to Platform');
  expect(await bot.members()).toEqual([]);
  expect(await bot.members('dept_plat01')).toEqual(['usr_demo006']);
});

it('a move asks when it is not clear from where', async () => {
  await bot.jane.types('/dept add @p007 to engineering');
  await bot.sees('jane', 'added to Engineering');
  await bot.jane.types('/dept add @p007 to support');
  await bot.sees('jane', 'added to Support');
  await bot.jane.types('/dept move @p007 @p008 to platform');
  const answer = contentOf(await bot.sees('jane', 'Nobody was moved'));
  expect(answer).toContain('Engineering');
  expect(await bot.members('dept_plat01')).toEqual([]);
});

it('a plain member may not add, and nothing is changed', async () => {
  await bot.slack.person('p001').types('/dept add @p002 to engineering');
  const answer = contentOf(await bot.sees('p001', 'does not allow this'));
  expect(answer).toMatch(/[0-9a-f]{32}/);
  expect(await bot.members()).toEqual([]);
});

it('the manager of a department may add in it and below it, and nowhere else', async () => {
  await bot.database.query(`UPDATE departments SET manager_user_id = 'usr_demo009' WHERE id = 'dept_abc123'`);
  await bot.slack.person('p009').types('/dept add @p010 to platform');
  await bot.sees('p009', 'added to Platform');
  await bot.slack.person('p009').types('/dept add @p010 to support');
  await bot.sees('p009', 'does not allow this');
  expect(await bot.members('dept_plat01')).toEqual(['usr_demo010']);
  expect(await bot.members('dept_supp01')).toEqual([]);
});

it('a move takes the manager of both departments, and so does taking it back', async () => {
  const setManager = (user: string | null, department: string) =>
    bot.database.query('UPDATE departments SET manager_user_id = $1 WHERE id = $2', [user, department]);
  await setManager('usr_demo020', 'dept_plat01');
  await setManager(null, 'dept_abc123');
  await bot.jane.types('/dept add @p021 to support');
  await bot.sees('jane', 'added to Support');
  const manager = bot.slack.person('p020');
  await manager.types('/dept move @p021 to platform');
  await bot.sees('p020', 'does not allow this');
  expect(await bot.members('dept_supp01')).toEqual(['usr_demo021']);
  expect(await bot.members('dept_plat01')).toEqual([]);

  await setManager('usr_demo020', 'dept_supp01');
  await manager.types('/dept move @p021 to platform');
  const moved = await bot.sees('p020', '1 person moved to');
  await setManager(null, 'dept_supp01');
  await manager.clicks(moved, 'Undo');
  await bot.slack.inbox.until(() =>
    manager.messages.find((one) => one.id === moved.id && contentOf(one).includes('does not allow this')),
  );
  expect(await bot.members('dept_plat01')).toEqual(['usr_demo021']);
  await setManager(null, 'dept_plat01');
});

it.each([
  ['nobody', 'not'],
  ['guest', 'guest'],
  ['foreign', 'workspace'],
])('%s, who stands for nobody, is told why and can do nothing', async (name, words) => {
  await bot.slack.person(name).types('/dept add @p011 to engineering');
  const answer = await bot.answer(name);
  expect(contentOf(answer).toLowerCase()).toContain(words);
  expect(await bot.members()).toEqual([]);
});

it('a person who was deactivated in Roster can do nothing', async () => {
  await bot.database.query(`UPDATE organization_members SET deactivated_at = now() WHERE user_id = 'usr_demo012'`);
  await bot.slack.person('p012').types('/dept list');
  const answer = await bot.answer('p012');
  expect(contentOf(answer)).toContain('deactivated');
});

it('a misspelt department is asked back for, and the click carries on', async () => {
  await bot.jane.types('/dept add @p013 to enginering');
  const question = await bot.sees('jane', 'Did you mean');
  await bot.jane.clicks(question, 'Company/Engineering');
  await bot.sees('jane', 'added to Engineering');
  expect(await bot.members()).toEqual(['usr_demo013']);
});

it('names that are no mention are understood when they are unique, and explained when not', async () => {
  await bot.jane.types('/dept add @sam person015@company.com to engineering');
  await bot.sees('jane', '2 people added');
  await bot.jane.types('/dept add @alex to engineering');
  const answer = contentOf(await bot.sees('jane', 'alex'));
  expect(answer).toContain('u042');
  expect(answer).toContain('u043');
  expect(await bot.members()).toEqual(['usr_demo015', 'usr_demo041']);
});

it('a character that no database stores is told of like others that cannot be read', async () => {
  await bot.jane.types('/dept add @p001 to engi\u0000neering');
  expect(contentOf(await bot.sees('jane', 'cannot be read'))).not.toContain('unreachable');
});
