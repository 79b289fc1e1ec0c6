import { randomBytes } from 'node:crypto';
import { ACME, contentOf, useBot } from '../bot.fixture.js';

const LARGE = Array.from({ length: 300 }, (_, index) => `large${String(index).padStart(3, '0')}`);

const users = LARGE.map((name) => ({ name, email: `${name}@company.com` }));
const groups = [...(ACME.groups ?? []), { id: 'S0LARGE', handle: 'large', members: LARGE }];

const bot = useBot({ workspaces: [{ ...ACME, users: [...ACME.users, ...users], groups }] });
beforeAll(async () => {
  for (const name of LARGE) {
    await bot.database.query(
      `INSERT INTO organization_members (organization_id, user_id, full_name, email) VALUES ('org_xyz789', $1, $2, $3)`,
      [`usr_${name}${randomBytes(2).toString('hex')}`, `Person ${name}`, `${name}@company.com`],
    );
  }
});
beforeAll(() => bot.knowsNames());
beforeEach(() => bot.removeAllMembers());

it('a user group is its people, each once', async () => {
  await bot.jane.types('/dept add @few @p001 to engineering');
  await bot.sees('jane', '3 people added');
  expect(await bot.members()).toEqual(['usr_demo001', 'usr_demo002', 'usr_demo003']);
});

it('above 25 people nothing happens until somebody confirms, and two clicks are one', async () => {
  await bot.jane.types('/dept add @many to engineering');
  const question = await bot.sees('jane', '30 people');
  expect(await bot.members()).toEqual([]);
  await Promise.all([bot.jane.clicks(question, 'change_confirm'), bot.jane.clicks(question, 'change_confirm')]);
  await bot.sees('jane', '30 people added');
  expect(await bot.members()).toHaveLength(30);
});

it('a confirmation that was cancelled changes nothing, also when it is clicked late', async () => {
  await bot.jane.types('/dept add @many to support');
  const question = await bot.sees('jane', '30 people');
  await bot.jane.clicks(question, 'change_cancel');
  await bot.sees('jane', 'Nothing was changed');
  await bot.jane.clicks(question, 'change_confirm');
  const answer = await bot.sees('jane', 'Cancelled');
  expect(contentOf(answer)).not.toContain('added');
  expect(await bot.members('dept_supp01')).toEqual([]);
});

it('a click on Cancel that comes after the confirmation tells what was done', async () => {
  await bot.jane.types('/dept add @many to support');
  const question = await bot.sees('jane', '30 people');
  await bot.jane.clicks(question, 'change_confirm');
  const { revision } = await bot.sees('jane', '30 people added');
  await bot.jane.clicks(question, 'change_cancel');
  const again = await bot.slack.inbox.until(() =>
    bot.jane.messages.find((one) => one.id === question.id && one.revision > revision),
  );
  expect(contentOf(again)).toContain('30 people added');
  expect(await bot.members('dept_supp01')).toHaveLength(30);
});

it('a user group of 300 is added with one operation for each, and undone with one click', async () => {
  await bot.jane.types('/dept add @large to engineering');
  const question = await bot.sees('jane', '300 people');
  await bot.jane.clicks(question, 'change_confirm');
  const answer = await bot.sees('jane', '300 people added');
  expect(await bot.members()).toHaveLength(300);
  await bot.jane.clicks(answer, 'Undo');
  await bot.sees('jane', 'Undone: 300 people');
  expect(await bot.members()).toEqual([]);
}, 60_000);
