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

it('a move asks which of several departments to leave, and offers to add whom it finds in none', async () => {
  await bot.jane.types('/dept add @p007 to engineering');
  await bot.sees('jane', 'added to Engineering');
  await bot.jane.types('/dept add @p007 to support');
  await bot.sees('jane', 'added to Support');
  await bot.jane.types('/dept move @p007 @p008 to platform');
  const question = await bot.sees('jane', 'Which one should they leave');
  expect(await bot.members('dept_plat01')).toEqual([]);
  await bot.jane.clicks(question, 'Company/Support');
  const moved = await bot.sees('jane', '1 of 2 people moved to Platform');
  expect(await bot.members('dept_plat01')).toEqual(['usr_demo007']);
  expect(await bot.members('dept_supp01')).toEqual([]);
  expect(await bot.members()).toEqual(['usr_demo007']);
  const clicks = () => bot.jane.clicks(moved, 'Add instead');
  await Promise.all([clicks(), clicks()]);
  await bot.sees('jane', '1 person added to Platform');
  expect(await bot.members('dept_plat01')).toEqual(['usr_demo007', 'usr_demo008']);
  expect(bot.jane.messages.some(({ id, revision }) => id === moved.id && revision === moved.revision)).toBe(true);
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

it('names that are no mention are understood when they are unique, and asked about when not', async () => {
  await bot.knowsNames();
  await bot.jane.types('/dept add @sam person015@company.com to engineering');
  await bot.sees('jane', '2 people added');
  await bot.jane.types('/dept add @alex @p016 to engineering');
  const question = await bot.sees('jane', 'Which of these people');
  expect(await bot.members()).toEqual(['usr_demo015', 'usr_demo041']);
  await bot.jane.clicks(question, 'Demo Person 043 (person043@company.com)');
  expect(contentOf(await bot.replaced(question))).toContain('2 people added');
  expect(await bot.members()).toEqual(['usr_demo015', 'usr_demo016', 'usr_demo041', 'usr_demo043']);
});

it('a name without "@" is never guessed: the bot asks even when only one person has it', async () => {
  await bot.jane.types('/dept add demo person 017, jane smith to enginering');
  await bot.jane.clicks(await bot.sees('jane', 'Did you mean one of these'), 'Company/Engineering');
  const first = await bot.sees('jane', 'You typed *demo person 017*');
  await bot.jane.clicks(first, 'Demo Person 017 (person017@company.com)');
  const second = await bot.sees('jane', 'You typed *jane smith*');
  expect(await bot.members()).toEqual([]);
  await Promise.all([1, 2].map(() => bot.jane.clicks(second, 'Jane Smith (jane@company.com)')));
  await bot.sees('jane', '2 people added to Engineering');
  expect(await bot.members()).toEqual([JANE, 'usr_demo017'].sort());
});

it('a question that is cancelled changes nothing, and a late click on it neither', async () => {
  await bot.jane.types('/dept add demo person 018 to engineering');
  const question = await bot.sees('jane', 'Do you mean this person');
  await bot.jane.clicks(question, 'Cancel');
  await bot.sees('jane', 'Nothing was changed');
  await bot.jane.clicks(question, 'Demo Person 018 (person018@company.com)');
  await bot.sees('jane', 'Cancelled');
  expect(await bot.members()).toEqual([]);
});

it('"me" is who types, and a name of two words that Slack did not recognize is one name', async () => {
  await bot.jane.types('/dept add me and @Demo Person 019 to engineering');
  await bot.sees('jane', '2 people added');
  await bot.jane.types('/dept link support', { channel: 'engineering' });
  await bot.sees('jane', 'linked to');
  await bot.jane.types('/dept add @Demo Person 022', { channel: 'engineering' });
  await bot.sees('jane', '1 person added to Support');
  await bot.jane.types('/dept unlink', { channel: 'engineering' });
  await bot.sees('jane', 'no longer linked');
  expect(await bot.members()).toEqual([JANE, 'usr_demo019'].sort());
  expect(await bot.members('dept_supp01')).toEqual(['usr_demo022']);
});

it('nobody is found by a name that nobody has', async () => {
  await bot.jane.types('/dept add zebra to engineering');
  await bot.sees('jane', 'is not in this workspace');
  expect(await bot.members()).toEqual([]);
});

it.each([
  ['/dept ad @p023 to engineering', 'There is no command', '/dept add @p023 to engineering'],
  ['/dept @p023 to engineering', 'The command is missing', 'Add to a department'],
])('a click on what was meant does it: %s', async (typed, words, label) => {
  await bot.jane.types(typed);
  await bot.jane.clicks(await bot.sees('jane', words), label);
  await bot.sees('jane', '1 person added to Engineering');
  expect(await bot.members()).toEqual(['usr_demo023']);
});

it('a question of someone else is answered by nobody', async () => {
  await bot.jane.types('/dept add demo person 024 to engineering');
  const question = await bot.sees('jane', 'Do you mean this person');
  await bot.slack.person('p024').clicks(question, 'Demo Person 024 (person024@company.com)');
  await bot.slack.inbox.until(({ messages }) => messages.find((one) => contentOf(one).includes('Cancelled')));
  expect(await bot.members()).toEqual([]);
});

it('a character that no database stores is told of like others that cannot be read', async () => {
  await bot.jane.types('/dept add @p001 to engi\u0000neering');
  expect(contentOf(await bot.sees('jane', 'cannot be read'))).not.toContain('unreachable');
});
