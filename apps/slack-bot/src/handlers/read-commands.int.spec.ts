import { linkSlackUser } from '@roster/database';
import { ALL_SCOPES, userIdSchema } from '@roster/domain';
import { ACME, type BotWorld, clearScreens, contentOf, JANE, ORGANIZATION, sees, startWorld } from '../bot.fixture.js';

let world: BotWorld;
beforeAll(async () => {
  const users = [...ACME.users, { name: 'private', realName: 'Private Person', email: 'private@mail.example' }];
  world = await startWorld({ workspaces: [{ ...ACME, users }] });
  await world.database.query(
    `INSERT INTO department_members (department_id, user_id, organization_id, added_at, added_by)
     SELECT 'dept_abc123', 'usr_demo' || lpad(n::text, 3, '0'), 'org_xyz789', now(), 'test' FROM generate_series(1, 40) AS n`,
  );
});
afterAll(() => world.close());
beforeEach(() => clearScreens(world));
afterEach(() => expect(world.slack.refusals).toEqual([]));

const jane = () => world.slack.person('jane');

it.each([
  ['/dept list', 'Engineering'],
  ['/dept tree', '└── '],
  ['/dept tree engineering', 'Platform'],
  ['/dept find demo person 007', 'Demo Person 007'],
  ['/dept whoami', 'owner'],
  ['/dept help', '/dept add'],
  ['/dept help undo-nothing', 'help'],
  ['/dept ad @p001', 'add'],
  ['/dept members nowhere-at-all', 'no department'],
])('%s is answered', async (command, words) => {
  await jane().types(command);
  const answer = await world.slack.inbox.until(() => jane().messages.find(({ place }) => place === 'ephemeral'));
  expect(contentOf(answer)).toContain(words);
});

it('members come in pages', async () => {
  await jane().types('/dept members engineering');
  const first = await sees(world, 'jane', 'Demo Person 001');
  expect(contentOf(first)).toContain('40');
  expect(contentOf(first)).not.toContain('Demo Person 031');
  await jane().clicks(first, 'members_next');
  expect(contentOf(await sees(world, 'jane', 'Demo Person 031'))).toContain('Demo Person 040');
});

it('in a linked channel the department can be left out, until it is unlinked', async () => {
  await jane().types('/dept link support', { channel: 'engineering' });
  await sees(world, 'jane', 'linked to');
  await jane().types('/dept add @p001', { channel: 'engineering' });
  await sees(world, 'jane', 'added to Support');
  await jane().types('/dept unlink', { channel: 'engineering' });
  await sees(world, 'jane', 'no longer linked to');
  await jane().types('/dept add @p002', { channel: 'engineering' });
  await world.slack.inbox.until(() => jane().views.find(({ view }) => view.type === 'modal'));
});

it('a plain member may look but not link a channel', async () => {
  const member = world.slack.person('p001');
  await member.types('/dept members engineering');
  await sees(world, 'p001', 'Demo Person 001');
  await member.types('/dept link engineering');
  await sees(world, 'p001', 'does not allow this');
  expect(await world.database.query('SELECT FROM slack_channel_links')).toEqual([]);
});

it('someone with another address is the member that an admin linked', async () => {
  await world.slack.person('private').types('/dept whoami');
  await sees(world, 'private', 'not in the Roster organization');
  const principal = {
    organizationId: ORGANIZATION,
    actor: { type: 'user', id: JANE },
    scopes: new Set(ALL_SCOPES),
  } as const;
  const caller = { principal, channel: 'rest', traceId: '0af7651916cd43dd8448eb211c80319c' } as const;
  await linkSlackUser(world.database.manager, caller, {
    workspaceId: 'T0ACME',
    slackUserId: world.slack.person('private').id,
    userId: userIdSchema.parse('usr_demo044'),
  });
  await world.slack.person('private').types('/dept whoami');
  await sees(world, 'private', 'Demo Person 044');
});

it('App Home shows what is mine, and its buttons open the form', async () => {
  await world.database.query(`UPDATE departments SET manager_user_id = 'usr_demo003' WHERE id = 'dept_plat01'`);
  const person = world.slack.person('p003');
  await person.opensHome();
  const home = await world.slack.inbox.until(() => person.views.find(({ view }) => view.type === 'home'));
  const content = JSON.stringify(home.view);
  for (const words of ['Demo Person 003', 'Demo Company', 'Engineering', 'Platform']) expect(content).toContain(words);
  await person.clicks(home, 'Remove people');
  const modal = await world.slack.inbox.until(() => person.views.find(({ view }) => view.type === 'modal'));
  expect(JSON.stringify(modal.view)).toContain('remove');
});

it('App Home of someone who is not a member says why', async () => {
  const guest = world.slack.person('guest');
  await guest.opensHome();
  const home = await world.slack.inbox.until(() => guest.views.find(({ view }) => view.type === 'home'));
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
  const before = await world.members();
  await jane().types(command);
  await world.slack.inbox.until(() => jane().messages.find(({ place }) => place === 'ephemeral'));
  expect(await world.members()).toEqual(before);
  expect(world.log.filter(({ level }) => level === 'error')).toEqual([]);
});
