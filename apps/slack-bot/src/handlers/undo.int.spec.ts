import { contentOf, useBot } from '../bot.fixture.js';
import { until } from '../until.fixture.js';

const bot = useBot();
beforeEach(() => bot.removeAllMembers());

it('an undo takes back what the command changed, and nothing else', async () => {
  await bot.jane.types('/dept add @p001 to engineering');
  await bot.sees('jane', '1 person added');
  await bot.jane.types('/dept add @p001 @p002 to engineering');
  const answer = await bot.sees('jane', '1 of 2 people added');
  await bot.jane.clicks(answer, 'Undo');
  await bot.sees('jane', 'Undone');
  expect(await bot.members()).toEqual(['usr_demo001']);
});

it('two clicks undo once, and somebody who was added again stays', async () => {
  await bot.jane.types('/dept add @p003 to engineering');
  const answer = await bot.sees('jane', '1 person added');
  const clicks = await Promise.all([bot.jane.clicks(answer, 'Undo'), bot.jane.clicks(answer, 'Undo')]);
  expect(clicks.map(({ acknowledged }) => acknowledged.status)).toEqual([200, 200]);
  await bot.sees('jane', 'Undone');
  const removals = await bot.database.query(
    `SELECT FROM audit_events WHERE action = 'member.remove' AND user_id = 'usr_demo003'`,
  );
  expect(removals).toHaveLength(1);

  await bot.jane.types('/dept add @p003 to engineering');
  await bot.slack.inbox.until(() =>
    bot.jane.messages.find(({ text }) => text.startsWith('1 person added to Engineering')),
  );
  const undone = bot.jane.messages.find(({ id }) => id === answer.id) ?? answer;
  await clicks[0]?.again();
  await bot.jane.clicks(answer, 'Undo');
  expect(contentOf(await bot.replaced(undone))).toBe(contentOf(undone));
  expect(await bot.members()).toEqual(['usr_demo003']);
});

it('two undos of one change at the same time undo it once', async () => {
  await bot.jane.types('/dept add @p010 to engineering');
  const answer = await bot.sees('jane', '1 person added');
  await bot.stopWorker();
  const undos = `slack_requests WHERE plan ->> 'root' LIKE 'undo:%' AND finished_at IS NULL`;
  await bot.jane.clicks(answer, 'Undo');
  await until(async () => (await bot.count(undos)) === 1);
  // As if the second undo had looked before the first one was stored.
  await bot.database.query(`UPDATE slack_requests SET plan = plan - 'undoes' WHERE finished_at IS NULL`);
  await bot.jane.types('/dept undo');
  await until(async () => (await bot.count(undos)) === 2);
  await bot.startWorker();
  await until(async () => (await bot.count(undos)) === 0);
  expect(await bot.count(`audit_events WHERE action = 'member.remove' AND user_id = 'usr_demo010'`)).toBe(1);
});

it('a membership that somebody else made anew meanwhile is not undone', async () => {
  await bot.jane.types('/dept add @p004 to engineering');
  const answer = await bot.sees('jane', '1 person added');
  await bot.database.query(`UPDATE department_members SET added_at = added_at + interval '1 second'`);
  await bot.jane.clicks(answer, 'Undo');
  await bot.sees('jane', 'was left alone: added again to');
  expect(await bot.members()).toEqual(['usr_demo004']);
});

it('permission is asked anew: who lost the role meanwhile cannot undo', async () => {
  await bot.database.query(`UPDATE organization_members SET role = 'admin' WHERE user_id = 'usr_demo005'`);
  await bot.slack.person('p005').types('/dept add @p006 to engineering');
  const answer = await bot.sees('p005', '1 person added');
  await bot.database.query(`UPDATE organization_members SET role = 'member' WHERE user_id = 'usr_demo005'`);
  await bot.slack.person('p005').clicks(answer, 'Undo');
  await bot.sees('p005', 'does not allow this');
  expect(await bot.members()).toEqual(['usr_demo006']);
});

it('a removal and a move are taken back too', async () => {
  await bot.jane.types('/dept add @p007 @p008 to engineering');
  await bot.sees('jane', '2 people added');
  await bot.jane.types('/dept remove @p007 from engineering');
  const removed = await bot.sees('jane', 'removed from Engineering');
  await bot.jane.clicks(removed, 'Undo');
  await bot.sees('jane', 'Undone');
  await bot.jane.types('/dept move @p008 to platform');
  const moved = await bot.sees('jane', 'moved to Platform');
  await bot.jane.clicks(moved, 'Undo');
  await bot.slack.inbox.until(() =>
    bot.jane.messages.find(({ id, text }) => id === moved.id && text.startsWith('Undone')),
  );
  expect(await bot.members()).toEqual(['usr_demo007', 'usr_demo008']);
  expect(await bot.members('dept_plat01')).toEqual([]);
});

it('after twelve hours there is nothing to undo', async () => {
  await bot.jane.types('/dept add @p009 to engineering');
  const answer = await bot.sees('jane', '1 person added');
  await bot.database.query(`UPDATE slack_requests SET created_at = created_at - interval '13 hours'`);
  await bot.jane.clicks(answer, 'Undo');
  expect(contentOf(await bot.sees('jane', 'no longer be undone'))).toBeTruthy();
  expect(await bot.members()).toEqual(['usr_demo009']);
});
