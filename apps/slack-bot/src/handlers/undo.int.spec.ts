import { type BotWorld, clearScreens, contentOf, sees, startWorld } from '../bot.fixture.js';

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

it('an undo takes back what the command changed, and nothing else', async () => {
  await jane().types('/dept add @p001 to engineering');
  await sees(world, 'jane', '1 person added');
  await jane().types('/dept add @p001 @p002 to engineering');
  const answer = await sees(world, 'jane', '1 of 2 people added');
  await jane().clicks(answer, 'Undo');
  await sees(world, 'jane', 'Undone');
  expect(await world.members()).toEqual(['usr_demo001']);
});

it('two clicks undo once, and somebody who was added again stays', async () => {
  await jane().types('/dept add @p003 to engineering');
  const answer = await sees(world, 'jane', '1 person added');
  const clicks = await Promise.all([jane().clicks(answer, 'Undo'), jane().clicks(answer, 'Undo')]);
  expect(clicks.map(({ acknowledged }) => acknowledged.status)).toEqual([200, 200]);
  const undone = await sees(world, 'jane', 'Undone');
  const removals = await world.database.query(
    `SELECT FROM audit_events WHERE action = 'member.remove' AND user_id = 'usr_demo003'`,
  );
  expect(removals).toHaveLength(1);

  await jane().types('/dept add @p003 to engineering');
  await world.slack.inbox.until(() => jane().messages.find(({ text }) => text === '1 person added to Engineering'));
  await clicks[0]?.again();
  await world.slack.inbox.until(() =>
    jane().messages.find(({ id, revision }) => id === undone.id && revision > undone.revision),
  );
  expect(await world.members()).toEqual(['usr_demo003']);
});

it('a membership that somebody else made anew meanwhile is not undone', async () => {
  await jane().types('/dept add @p004 to engineering');
  const answer = await sees(world, 'jane', '1 person added');
  await world.database.query(`UPDATE department_members SET added_at = added_at + interval '1 second'`);
  await jane().clicks(answer, 'Undo');
  await sees(world, 'jane', 'nothing to undo');
  expect(await world.members()).toEqual(['usr_demo004']);
});

it('permission is asked anew: who lost the role meanwhile cannot undo', async () => {
  await world.database.query(`UPDATE organization_members SET role = 'admin' WHERE user_id = 'usr_demo005'`);
  await world.slack.person('p005').types('/dept add @p006 to engineering');
  const answer = await sees(world, 'p005', '1 person added');
  await world.database.query(`UPDATE organization_members SET role = 'member' WHERE user_id = 'usr_demo005'`);
  await world.slack.person('p005').clicks(answer, 'Undo');
  await sees(world, 'p005', 'does not allow this');
  expect(await world.members()).toEqual(['usr_demo006']);
});

it('a removal and a move are taken back too', async () => {
  await jane().types('/dept add @p007 @p008 to engineering');
  await sees(world, 'jane', '2 people added');
  await jane().types('/dept remove @p007 from engineering');
  const removed = await sees(world, 'jane', 'removed from Engineering');
  await jane().clicks(removed, 'Undo');
  await sees(world, 'jane', 'Undone');
  await jane().types('/dept move @p008 to platform');
  const moved = await sees(world, 'jane', 'moved to Platform');
  await jane().clicks(moved, 'Undo');
  await world.slack.inbox.until(() =>
    jane().messages.find(({ id, text }) => id === moved.id && text.startsWith('Undone')),
  );
  expect(await world.members()).toEqual(['usr_demo007', 'usr_demo008']);
  expect(await world.members('dept_plat01')).toEqual([]);
});

it('after twelve hours there is nothing to undo', async () => {
  await jane().types('/dept add @p009 to engineering');
  const answer = await sees(world, 'jane', '1 person added');
  await world.database.query(`UPDATE slack_requests SET created_at = created_at - interval '13 hours'`);
  await jane().clicks(answer, 'Undo');
  expect(contentOf(await sees(world, 'jane', 'no longer be undone'))).toBeTruthy();
  expect(await world.members()).toEqual(['usr_demo009']);
});
