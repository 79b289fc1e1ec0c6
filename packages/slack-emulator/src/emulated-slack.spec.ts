import { WebSocket } from 'ws';
import { EmulatedSlack } from './emulated-slack.js';

const SEED = {
  id: 'T0ACME',
  name: 'Acme',
  users: [
    { name: 'jane', realName: 'Jane Smith', email: 'jane@company.com' },
    { name: 'gus', email: 'gus@company.com', guest: 'single' as const },
    { name: 'rob', email: 'rob@elsewhere.example', foreignTeam: 'T0OTHER' },
  ],
  groups: [{ id: 'S0ENG', handle: 'eng', members: ['jane'] }],
  channels: ['engineering', { name: 'secret', isPrivate: true }, { name: 'partners', isShared: true }],
};

let slack: EmulatedSlack;

beforeAll(async () => {
  slack = await EmulatedSlack.start({ workspaces: [SEED, { ...SEED, id: 'T0BETA', name: 'Beta' }] });
});
afterAll(() => slack.close());

async function call(method: string, values: Record<string, string>, token = slack.workspace().botToken) {
  const answer = await fetch(slack.apiUrl + method, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: new URLSearchParams(values),
  });
  return { status: answer.status, headers: answer.headers, body: JSON.parse(await answer.text()) };
}

const section = (text: string) => JSON.stringify([{ type: 'section', text: { type: 'mrkdwn', text } }]);

test('each workspace answers its own token, and bears its own id', async () => {
  const ids = await Promise.all(
    slack.workspaces.map(async ({ botToken }) => (await call('auth.test', {}, botToken)).body.team_id),
  );
  expect(ids).toEqual(['T0ACME', 'T0BETA']);
  expect((await call('auth.test', {}, 'xoxb-guessed')).body).toEqual({ ok: false, error: 'invalid_auth' });
});

test('guests and people of other workspaces are told as such', async () => {
  const info = async (name: string) => (await call('users.info', { user: slack.workspace().user(name).id })).body.user;
  expect(await info('jane')).toMatchObject({ is_restricted: false, team_id: 'T0ACME' });
  expect(await info('jane')).toMatchObject({ profile: { email: 'jane@company.com' }, is_email_confirmed: true });
  expect(await info('gus')).toMatchObject({ is_restricted: true, is_ultra_restricted: true });
  expect(await info('rob')).toMatchObject({ is_stranger: true, team_id: 'T0OTHER' });
});

test('a user group has its people', async () => {
  expect((await call('usergroups.users.list', { usergroup: 'S0ENG' })).body.users).toEqual([
    slack.workspace().user('jane').id,
  ]);
  expect((await call('usergroups.users.list', { usergroup: 'S0NO' })).body.error).toBe('no_such_subteam');
});

test('a message to a person is seen by that person only, one in a channel by all', async () => {
  const jane = slack.person('jane');
  await call('chat.postMessage', { channel: jane.id, text: 'for jane', blocks: section('for jane') });
  const general = { channel: slack.workspace().channel('general'), text: 'for all' };
  expect((await call('chat.postMessage', general)).body).toEqual({ ok: false, error: 'not_in_channel' });
  jane.invitesBot('general');
  await call('chat.postMessage', general);
  expect(jane.messages.map(({ text, place }) => [text, place])).toEqual([
    ['for jane', 'direct'],
    ['for all', 'channel'],
  ]);
  expect(slack.person('gus').messages.map(({ text }) => text)).toEqual(['for all']);
  expect(slack.person('jane', 'T0BETA').messages).toEqual([]);
});

test('what Slack does not accept is refused, and kept', async () => {
  const answer = await call('chat.postMessage', {
    channel: slack.person('jane').id,
    text: 'x',
    blocks: section('x'.repeat(3_001)),
  });
  expect(answer.body).toMatchObject({ ok: false, error: 'invalid_blocks' });
  expect(slack.refusals.at(-1)?.problems).toEqual(['blocks[0].text has 3001 characters, at most 3000']);
});

describe('a response URL', () => {
  const place = () => ({
    teamId: 'T0ACME',
    channelId: slack.workspace().channel('general'),
    userId: slack.person('gus').id,
  });
  const say = async (path: string, body: object) =>
    (await fetch(slack.url + path, { method: 'POST', body: JSON.stringify(body) })).status;
  const shownSince = ({ length }: { length: number }) =>
    slack
      .person('gus')
      .messages.slice(length)
      .map(({ text, revision }) => [text, revision]);

  test('of a command is good for five answers, and each adds a message', async () => {
    const before = slack.person('gus').messages;
    const path = slack.responseUrls.issue(place());
    for (const text of ['1', '2', '3', '4', '5']) expect(await say(path, { text, replace_original: true })).toBe(200);
    expect(await say(path, { text: '6', replace_original: true })).toBe(404);
    expect(shownSince(before)).toEqual(['1', '2', '3', '4', '5'].map((text) => [text, 0]));
  });

  test('of a click replaces and deletes the message that was clicked, and only that', async () => {
    const before = slack.person('gus').messages;
    const original = slack.inbox.post({ ...place(), place: 'ephemeral', text: 'Undo?', blocks: [] });
    const path = slack.responseUrls.issue(place(), original.id);
    await say(path, { text: 'beside it' });
    await say(path, { text: 'undone', replace_original: true });
    await say(path, { text: 'really undone', replace_original: true });
    expect(shownSince(before)).toEqual([
      ['really undone', 2],
      ['beside it', 0],
    ]);
    await say(path, { delete_original: true });
    expect(shownSince(before)).toEqual([['beside it', 0]]);
  });

  test('brings no message back that a reload has taken away', async () => {
    const original = slack.inbox.post({ ...place(), place: 'ephemeral', text: 'Undo?', blocks: [] });
    const path = slack.responseUrls.issue(place(), original.id);
    slack.person('gus').reloads();
    expect(await say(path, { text: 'undone', replace_original: true })).toBe(200);
    expect(slack.person('gus').messages.map(({ place }) => place)).not.toContain('ephemeral');
  });
});

test('a fault is answered as often as it was asked for', async () => {
  slack.failNext('users.info', { status: 429, headers: { 'retry-after': '1' } });
  const user = slack.workspace().user('jane').id;
  const first = await call('users.info', { user });
  expect([first.status, first.headers.get('retry-after')]).toEqual([429, '1']);
  expect((await call('users.info', { user })).status).toBe(200);
});

test('more calls than the tier of a method allows are turned away for as long as Retry-After says', async () => {
  const user = slack.workspace('T0BETA').user('jane').id;
  const token = slack.workspace('T0BETA').botToken;
  const answers = await Promise.all(Array.from({ length: 25 }, () => call('users.list', {}, token)));
  const limited = answers.filter(({ status }) => status === 429);
  expect(limited).toHaveLength(5);
  for (const { headers, body } of limited) {
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(body).toEqual({ ok: false, error: 'ratelimited' });
  }
  // Neither another method nor another workspace is affected.
  expect((await call('users.info', { user }, token)).status).toBe(200);
  expect((await call('users.list', {})).status).toBe(200);
});

test('an installation gives a token that works until it is revoked', async () => {
  const url =
    'https://slack.com/oauth/v2/authorize?client_id=1000.2000&scope=chat:write,commands&state=s&redirect_uri=https://bot.example/back';
  const back = new URL(await slack.approve(url, 'jane', 'T0BETA'));
  expect(back.searchParams.get('state')).toBe('s');
  const { clientId, clientSecret } = slack.app;
  const code = back.searchParams.get('code') ?? '';
  const { body } = await call('oauth.v2.access', { code, client_id: clientId, client_secret: clientSecret }, '');
  expect(body).toMatchObject({ ok: true, team: { id: 'T0BETA' }, scope: 'chat:write,commands' });
  expect((await call('auth.test', {}, body.access_token)).body.ok).toBe(true);
  await call('auth.revoke', {}, body.access_token);
  expect((await call('auth.test', {}, body.access_token)).body.ok).toBe(false);
});

test('Socket Mode says hello, delivers an envelope and takes its acknowledgement', async () => {
  const { body } = await call('apps.connections.open', {}, slack.app.appToken);
  const socket = new WebSocket(body.url);
  const received: { type: string; envelope_id?: string }[] = [];
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(String(data));
    received.push(message);
    if (message.envelope_id) socket.send(JSON.stringify({ envelope_id: message.envelope_id, payload: { text: 'hi' } }));
  };
  slack.deliverOverSocket();
  const { acknowledged, again } = await slack.person('jane').types('/dept help');
  expect(acknowledged).toMatchObject({ status: 200, body: { text: 'hi' } });
  await again();
  expect(received.map(({ type }) => type)).toEqual(['hello', 'slash_commands', 'slash_commands']);
  expect(received[1]?.envelope_id).toBe(received[2]?.envelope_id);
  socket.close();
});

test('a bot joins public channels, sees private ones that it is a member of, and posts where it is a member', async () => {
  const idOf = (name: string) => slack.workspace().channel(name);
  const [secret, partners] = [idOf('secret'), idOf('partners')];
  const info = async (channel: string) => (await call('conversations.info', { channel })).body;
  const error = async (method: string, channel: string) => (await call(method, { channel, text: 'hello' })).body.error;
  expect(await info(partners)).toMatchObject({ channel: { is_ext_shared: true, is_private: false, is_member: false } });
  expect(await info(secret)).toEqual({ ok: false, error: 'channel_not_found' });
  expect(await error('conversations.join', secret)).toBe('channel_not_found');
  expect(await error('chat.postMessage', secret)).toBe('channel_not_found');
  expect(await error('chat.postMessage', partners)).toBe('not_in_channel');
  expect((await call('conversations.join', { channel: partners })).body).toMatchObject({
    channel: { is_member: true },
  });
  expect((await call('conversations.join', { channel: partners })).body).toMatchObject({
    warning: 'already_in_channel',
  });
  expect(await error('chat.postMessage', partners)).toBeUndefined();
  slack.person('jane').invitesBot('secret');
  expect(await info(secret)).toMatchObject({ channel: { is_private: true, is_member: true, is_ext_shared: false } });
  slack.person('jane').removesBot('partners');
  expect(await error('chat.postMessage', partners)).toBe('not_in_channel');
  slack.workspace().archived.add(partners);
  expect(await error('conversations.join', partners)).toBe('is_archived');
  expect(await error('chat.postMessage', partners)).toBe('is_archived');
  expect(await info('D0EMULATED')).toMatchObject({ error: 'missing_scope', needed: 'im:read' });
  expect(await info(idOf('general'))).toMatchObject({ channel: { is_general: true } });
});
