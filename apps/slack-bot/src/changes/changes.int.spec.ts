import { type BotWorld, JANE, sees, startWorld } from '../bot.fixture.js';

let world: BotWorld;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());
beforeEach(() => world.database.query('DELETE FROM department_members'));
afterEach(() => expect(world.slack.refusals).toEqual([]));

const jane = () => world.slack.person('jane');

it('an add is acknowledged at once, answered with its result, and audited as Slack’s', async () => {
  const typed = await jane().types('/dept add @p001 to engineering');
  expect(typed.acknowledged).toMatchObject({ status: 200, body: '' });
  const answer = await sees(world, 'jane', 'added');
  expect(answer).toMatchObject({ place: 'ephemeral', userId: jane().id });
  expect(answer.revision).toBeGreaterThan(0);
  expect(await world.members()).toEqual(['usr_demo001']);
  const audit = await world.database.query(
    `SELECT action, channel, actor_type, actor_id FROM audit_events WHERE user_id = 'usr_demo001'`,
  );
  expect(audit).toEqual([{ action: 'member.add', channel: 'slack', actor_type: 'user', actor_id: JANE }]);
});
