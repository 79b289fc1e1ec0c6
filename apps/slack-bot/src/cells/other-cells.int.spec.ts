import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { postToApp, signedRequest } from '@roster/slack-emulator';
import { ACME, BETA, ORGANIZATION, TestBot } from '../bot.fixture.js';
import { EVENTS_PATH } from '../slack/slack-app.js';

/** Two cells with a database each. Slack sends everything to the bot of the first one. */
const eu1 = new TestBot();
const eu2 = new TestBot();

let isSilent = true;
const broken = createServer(({ url }, response) => {
  if (url?.startsWith('/failing')) response.writeHead(500).end();
});
const directory = createServer((_, response) => {
  const api = 'https://roster.example';
  const cells = {
    eu1: { api, bot: eu1.url },
    eu2: { api, bot: `${eu2.url}/` },
    silent: { api, bot: urlOf(broken) },
    failing: { api, bot: `${urlOf(broken)}/failing` },
    homeless: { api },
  };
  const slack_workspaces = {
    T0BETA: 'eu2',
    E0BETA: 'eu2',
    T0LOOP: 'eu1',
    T0SILENT: 'silent',
    T0FAILING: 'failing',
    T0HOMELESS: 'homeless',
  };
  response.writeHead(isSilent ? 503 : 200).end(JSON.stringify({ cells, organizations: {}, slack_workspaces }));
});

beforeAll(async () => {
  for (const server of [broken, directory])
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cellDirectoryUrl = urlOf(directory);
  await eu1.start({ worker: 'none', workspaces: [ACME, BETA], cellDirectoryUrl });
  await eu2.start({ beside: eu1, connected: { T0ACME: ORGANIZATION, T0BETA: ORGANIZATION }, cellDirectoryUrl });
});
afterAll(async () => {
  await eu2.close();
  await eu1.close();
  for (const server of [broken, directory]) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});
afterEach(() => expect(eu1.slack.refusals).toEqual([]));

const fence = (state: string, movedTo: string | null, cell = eu1) =>
  cell.owner.query(
    `INSERT INTO organization_fences (organization_id, state, ticket_hash, moved_to) VALUES ($1, $2, '', $3)
     ON CONFLICT (organization_id) DO UPDATE SET state = excluded.state, moved_to = excluded.moved_to`,
    [ORGANIZATION, state, movedTo],
  );

/** A command from a workspace of this id, which has people only in the test. */
function command(teamId: string, enterpriseId?: string) {
  const path = eu1.slack.responseUrls.issue({ teamId, channelId: 'C0TEST', userId: 'U0TEST' });
  return {
    team_id: teamId,
    ...(enterpriseId === undefined ? {} : { enterprise_id: enterpriseId }),
    channel_id: 'C0TEST',
    user_id: 'U0TEST',
    command: '/dept',
    text: 'whoami',
    response_url: eu1.slack.url + path,
    trigger_id: `1.2.${teamId}`,
  };
}

const told = (teamId: string, words: string) =>
  eu1.slack.inbox.until(({ messages }) => messages.find((one) => one.teamId === teamId && one.text.includes(words)));

it('while the directory is silent, the people of this cell are served, and others are told to try again', async () => {
  await eu1.jane.types('/dept whoami');
  await eu1.sees('jane', 'You are');
  const { acknowledged } = await eu1.slack.person('jane', BETA.id).types('/dept whoami');
  expect(acknowledged.body).toMatchObject({ text: expect.stringContaining('unreachable') });
  isSilent = false;
});

it('while their organization is frozen, people are told so, and events are left to the new cell', async () => {
  await fence('frozen', null);
  const { acknowledged } = await eu1.jane.types('/dept add @p001 to engineering');
  expect(acknowledged.body).toMatchObject({ text: expect.stringContaining('is being moved') });
  expect((await eu1.jane.changesProfile({ realName: 'Jane Jones' })).acknowledged.status).toBe(500);
  expect(await eu1.metrics()).toMatch(/requests_passed_on_total\{end="left"\} 1/);
});

it('commands, clicks and events of an organization that has moved are answered by the new cell', async () => {
  await fence('moved', 'eu2');
  const stored = await eu1.count('slack_requests');
  await eu1.jane.types('/dept add @p001 to engineering');
  const added = await eu1.sees('jane', 'is now in');
  expect(await eu2.members()).toEqual(['usr_demo001']);
  await eu1.jane.clicks(added, 'Undo');
  await eu1.sees('jane', 'Undone');
  expect(await eu2.members()).toEqual([]);
  await eu1.jane.opensHome();
  await eu1.view('jane', 'home');
  expect(await eu1.members()).toEqual([]);
  expect(await eu1.count('slack_requests')).toBe(stored);
});

it('a workspace that was never in this cell is found in the directory, by its own ID or that of its enterprise', async () => {
  await eu1.slack.person('jane', BETA.id).types('/dept whoami');
  await eu1.sees('jane', 'You are', BETA.id);
  await eu1.slack.deliveries.deliver('slash_commands', command('T0GRID', 'E0BETA'));
  await told('T0GRID', 'not set up for your workspace');
  expect(await eu1.metrics()).toMatch(/requests_passed_on_total\{end="answered"\} 5/);
});

it.each([
  ['frozen', null],
  ['moved', 'eu3'],
])(
  'an event that was passed on to a cell whose organization is %s is not acknowledged there either',
  async (state, movedTo) => {
    const happens = async () =>
      (await eu1.slack.person('jane', BETA.id).changesProfile({ realName: 'Jane Jones' })).acknowledged.status;
    await fence(state, movedTo, eu2);
    expect(await happens()).toBe(500);
    expect(eu2.log).toContainEqual(expect.objectContaining({ msg: expect.stringContaining('is moving') }));
    await eu2.owner.query('DELETE FROM organization_fences');
    expect(await happens()).toBe(200);
  },
);

it.each([
  ['a workspace that no cell has', 'T0NEW'],
  ['a workspace that the directory places here by mistake, once and not in a circle', 'T0LOOP'],
])('answers %s', async (_, teamId) => {
  await eu1.slack.deliveries.deliver('slash_commands', command(teamId));
  await told(teamId, 'not set up for your workspace');
});

it.each(['T0SILENT', 'T0FAILING', 'T0HOMELESS'])(
  'tells people of %s in time that their cell is not reached, and has Slack deliver events again',
  async (team_id) => {
    const event = { type: 'event_callback', team_id, event: { type: 'team_join', user: { id: 'U0TEST' } } };
    const [asked, happened] = await Promise.all([
      eu1.slack.deliveries.deliver('slash_commands', command(team_id)),
      eu1.slack.deliveries.deliver('events_api', event),
    ]);
    expect(asked).toMatchObject({ status: 200, body: { text: expect.stringContaining('unreachable') } });
    expect(asked.milliseconds).toBeLessThan(3_000);
    expect(happened.status).toBe(500);
  },
);

it('passes nothing on that Slack has not signed', async () => {
  const forged = signedRequest('slash_commands', command(BETA.id), { signingSecret: 'guessed' });
  const counted = /requests_passed_on_total\{end="answered"\} \d+/;
  const before = counted.exec(await eu1.metrics())?.[0];
  expect((await postToApp(eu1.url + EVENTS_PATH, forged)).status).toBe(401);
  expect(before).toMatch(/ [1-9]/);
  expect(counted.exec(await eu1.metrics())?.[0]).toBe(before);
});

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
