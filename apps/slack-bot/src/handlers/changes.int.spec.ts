import { type BotWorld, clearScreens, contentOf, JANE, sees, startWorld } from '../bot.fixture.js';

let world: BotWorld;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  clearScreens(world);
  await world.database.query('DELETE FROM department_members');
});
afterEach(() => expect(world.slack.refusals).toEqual([]));

const jane = () => world.slack.person('jane');
const operations = async () => {
  const [{ count }] = await world.database.query('SELECT count(*)::int FROM operations');
  return count;
};

it('an add is acknowledged at once, answered with its result, and audited as Slack’s', async () => {
  const typed = await jane().types('/dept add @p001 to engineering');
  expect(typed.acknowledged).toMatchObject({ status: 200, body: '' });
  const answer = await sees(world, 'jane', 'person added to Engineering');
  expect(answer).toMatchObject({ place: 'ephemeral', userId: jane().id });
  expect(jane().messages).toHaveLength(1);
  expect(await world.members()).toEqual(['usr_demo001']);
  const audit = await world.database.query(
    `SELECT action, channel, actor_type, actor_id FROM audit_events WHERE user_id = 'usr_demo001'`,
  );
  expect(audit).toEqual([{ action: 'member.add', channel: 'slack', actor_type: 'user', actor_id: JANE }]);
});

it('each person of an add has a result of their own', async () => {
  await jane().types('/dept add @p002 to engineering');
  await sees(world, 'jane', 'person added to Engineering');
  await jane().types('/dept add @p002 @p003 @nobody @guest @robot @gone @foreign @ghost to engineering');
  const answer = contentOf(await sees(world, 'jane', '1 of 8 people added'));
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
  expect(await world.members()).toEqual(['usr_demo002', 'usr_demo003']);
});

it('the same command that is delivered again changes nothing and is answered the same', async () => {
  const typed = await jane().types('/dept add @p004 to engineering');
  const first = await sees(world, 'jane', 'added');
  const before = await operations();
  const again = await Promise.all([typed.again(), typed.again()]);
  expect(again.map(({ status }) => status)).toEqual([200, 200]);
  const answered = await world.slack.inbox.until(({ messages }) =>
    messages.find(({ id, revision }) => id === first.id && revision > first.revision),
  );
  expect(contentOf(answered)).toBe(contentOf(first));
  expect(await operations()).toBe(before);
});

it('a remove and a move do what they say', async () => {
  await jane().types('/dept add @p005 @p006 to engineering');
  await sees(world, 'jane', '2 people added');
  await jane().types('/dept remove @p005 from engineering');
  await sees(world, 'jane', 'removed from Engineering');
  await jane().types('/dept move @p006 to platform');
  await sees(world, 'jane', 'moved to Platform');
  expect(await world.members()).toEqual([]);
  expect(await world.members('dept_plat01')).toEqual(['usr_demo006']);
});

it('a move asks when it is not clear from where', async () => {
  await jane().types('/dept add @p007 to engineering');
  await sees(world, 'jane', 'added to Engineering');
  await jane().types('/dept add @p007 to support');
  await sees(world, 'jane', 'added to Support');
  await jane().types('/dept move @p007 @p008 to platform');
  const answer = contentOf(await sees(world, 'jane', 'Nobody was moved'));
  expect(answer).toContain('Engineering');
  expect(await world.members('dept_plat01')).toEqual([]);
});

it('a plain member may not add, and nothing is changed', async () => {
  await world.slack.person('p001').types('/dept add @p002 to engineering');
  const answer = contentOf(await sees(world, 'p001', 'does not allow this'));
  expect(answer).toMatch(/[0-9a-f]{32}/);
  expect(await world.members()).toEqual([]);
});

it('the manager of a department may add in it and below it, and nowhere else', async () => {
  await world.database.query(`UPDATE departments SET manager_user_id = 'usr_demo009' WHERE id = 'dept_abc123'`);
  await world.slack.person('p009').types('/dept add @p010 to platform');
  await sees(world, 'p009', 'added to Platform');
  await world.slack.person('p009').types('/dept add @p010 to support');
  await sees(world, 'p009', 'does not allow this');
  expect(await world.members('dept_plat01')).toEqual(['usr_demo010']);
  expect(await world.members('dept_supp01')).toEqual([]);
});

it('a move takes the manager of both departments, and so does taking it back', async () => {
  const setManager = (user: string | null, department: string) =>
    world.database.query('UPDATE departments SET manager_user_id = $1 WHERE id = $2', [user, department]);
  await setManager('usr_demo020', 'dept_plat01');
  await setManager(null, 'dept_abc123');
  await jane().types('/dept add @p021 to support');
  await sees(world, 'jane', 'added to Support');
  const manager = world.slack.person('p020');
  await manager.types('/dept move @p021 to platform');
  await sees(world, 'p020', 'does not allow this');
  expect(await world.members('dept_supp01')).toEqual(['usr_demo021']);
  expect(await world.members('dept_plat01')).toEqual([]);

  await setManager('usr_demo020', 'dept_supp01');
  await manager.types('/dept move @p021 to platform');
  const moved = await sees(world, 'p020', '1 person moved to');
  await setManager(null, 'dept_supp01');
  await manager.clicks(moved, 'Undo');
  await world.slack.inbox.until(() =>
    manager.messages.find((one) => one.id === moved.id && contentOf(one).includes('does not allow this')),
  );
  expect(await world.members('dept_plat01')).toEqual(['usr_demo021']);
  await setManager(null, 'dept_plat01');
});

it.each([
  ['nobody', 'not'],
  ['guest', 'guest'],
  ['foreign', 'workspace'],
])('%s, who stands for nobody, is told why and can do nothing', async (name, words) => {
  await world.slack.person(name).types('/dept add @p011 to engineering');
  const answer = await world.slack.inbox.until(() =>
    world.slack.person(name).messages.find(({ place }) => place === 'ephemeral'),
  );
  expect(contentOf(answer).toLowerCase()).toContain(words);
  expect(await world.members()).toEqual([]);
});

it('a person who was deactivated in Roster can do nothing', async () => {
  await world.database.query(`UPDATE organization_members SET deactivated_at = now() WHERE user_id = 'usr_demo012'`);
  await world.slack.person('p012').types('/dept list');
  const answer = await world.slack.inbox.until(() =>
    world.slack.person('p012').messages.find(({ place }) => place === 'ephemeral'),
  );
  expect(contentOf(answer)).toContain('deactivated');
});

it('a misspelt department is asked back for, and the click carries on', async () => {
  await jane().types('/dept add @p013 to enginering');
  const question = await sees(world, 'jane', 'Did you mean');
  await jane().clicks(question, 'Company/Engineering');
  await sees(world, 'jane', 'added to Engineering');
  expect(await world.members()).toEqual(['usr_demo013']);
});

it('names that are no mention are understood when they are unique, and explained when not', async () => {
  await jane().types('/dept add @sam person015@company.com to engineering');
  await sees(world, 'jane', '2 people added');
  await jane().types('/dept add @alex to engineering');
  const answer = contentOf(await sees(world, 'jane', 'alex'));
  expect(answer).toContain('u042');
  expect(answer).toContain('u043');
  expect(await world.members()).toEqual(['usr_demo015', 'usr_demo041']);
});

it('a character that no database stores is told of like others that cannot be read', async () => {
  await jane().types('/dept add @p001 to engi\u0000neering');
  expect(contentOf(await sees(world, 'jane', 'cannot be read'))).not.toContain('unreachable');
});
