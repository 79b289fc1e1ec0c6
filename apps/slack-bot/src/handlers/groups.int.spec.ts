import { randomBytes } from 'node:crypto';
import { ACME, type BotWorld, clearScreens, contentOf, sees, startWorld } from '../bot.fixture.js';

const LARGE = Array.from({ length: 300 }, (_, index) => `large${String(index).padStart(3, '0')}`);

let world: BotWorld;
beforeAll(async () => {
  const users = LARGE.map((name) => ({ name, email: `${name}@company.com` }));
  const groups = [...(ACME.groups ?? []), { id: 'S0LARGE', handle: 'large', members: LARGE }];
  world = await startWorld({ workspaces: [{ ...ACME, users: [...ACME.users, ...users], groups }] });
  for (const name of LARGE) {
    await world.database.query(
      `INSERT INTO organization_members (organization_id, user_id, full_name, email) VALUES ('org_xyz789', $1, $2, $3)`,
      [`usr_${name}${randomBytes(2).toString('hex')}`, `Person ${name}`, `${name}@company.com`],
    );
  }
});
afterAll(() => world.close());
beforeEach(async () => {
  clearScreens(world);
  await world.database.query('DELETE FROM department_members');
});
afterEach(() => expect(world.slack.refusals).toEqual([]));

const jane = () => world.slack.person('jane');

it('a user group is its people, each once', async () => {
  await jane().types('/dept add @few @p001 to engineering');
  await sees(world, 'jane', '3 people added');
  expect(await world.members()).toEqual(['usr_demo001', 'usr_demo002', 'usr_demo003']);
});

it('above 25 people nothing happens until somebody confirms, and two clicks are one', async () => {
  await jane().types('/dept add @many to engineering');
  const question = await sees(world, 'jane', '30 people');
  expect(await world.members()).toEqual([]);
  await Promise.all([jane().clicks(question, 'change_confirm'), jane().clicks(question, 'change_confirm')]);
  await sees(world, 'jane', '30 people added');
  expect(await world.members()).toHaveLength(30);
});

it('a confirmation that was cancelled changes nothing, also when it is clicked late', async () => {
  await jane().types('/dept add @many to support');
  const question = await sees(world, 'jane', '30 people');
  await jane().clicks(question, 'change_cancel');
  await sees(world, 'jane', 'Nothing was changed');
  await jane().clicks(question, 'change_confirm');
  const answer = await sees(world, 'jane', 'Cancelled');
  expect(contentOf(answer)).not.toContain('added');
  expect(await world.members('dept_supp01')).toEqual([]);
});

it('a click on Cancel that comes after the confirmation tells what was done', async () => {
  await jane().types('/dept add @many to support');
  const question = await sees(world, 'jane', '30 people');
  await jane().clicks(question, 'change_confirm');
  const { revision } = await sees(world, 'jane', '30 people added');
  await jane().clicks(question, 'change_cancel');
  const again = await world.slack.inbox.until(() =>
    jane().messages.find((one) => one.id === question.id && one.revision > revision),
  );
  expect(contentOf(again)).toContain('30 people added');
  expect(await world.members('dept_supp01')).toHaveLength(30);
});

it('a user group of 300 is added with one operation for each, and undone with one click', async () => {
  await jane().types('/dept add @large to engineering');
  const question = await sees(world, 'jane', '300 people');
  await jane().clicks(question, 'change_confirm');
  const answer = await sees(world, 'jane', '300 people added');
  expect(await world.members()).toHaveLength(300);
  await jane().clicks(answer, 'Undo');
  await sees(world, 'jane', 'Undone: 300 people');
  expect(await world.members()).toEqual([]);
}, 60_000);
