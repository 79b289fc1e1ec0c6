import { createHmac, randomBytes } from 'node:crypto';
import { postToApp, signedRequest } from '@roster/slack-emulator';
import { useBot } from '../bot.fixture.js';
import { EVENTS_PATH } from './slack-app.js';

const bot = useBot();

const FIVE_MINUTES = 5 * 60;
const now = () => Date.now() / 1000;
const appUrl = () => bot.url + EVENTS_PATH;
const secret = () => bot.slack.app.signingSecret;
const requests = () => bot.count('slack_requests');

/** A command that adds a person, as Slack would send it, but for what a test changes. */
async function command(text = '/dept add @p001 to engineering') {
  const jane = bot.jane;
  const path = bot.slack.responseUrls.issue({
    teamId: 'T0ACME',
    channelId: bot.slack.workspace().channel('general'),
    userId: jane.id,
  });
  return {
    team_id: 'T0ACME',
    channel_id: bot.slack.workspace().channel('general'),
    user_id: jane.id,
    command: '/dept',
    text: text.replace('/dept ', '').replace('@p001', bot.slack.person('p001').mention),
    response_url: bot.slack.url + path,
    trigger_id: `1.2.${randomBytes(8).toString('hex')}`,
  };
}

const signed = async (at = now(), signingSecret = secret()) =>
  signedRequest('slash_commands', await command(), { signingSecret, at });

describe('a request that Slack did not sign, or not just now, is refused and changes nothing:', () => {
  it.each<[string, () => Promise<ReturnType<typeof signedRequest>>]>([
    ['signed with another secret', () => signed(now(), 'guessed')],
    ['older than five minutes', () => signed(now() - FIVE_MINUTES - 5)],
    ['without a signature', async () => ({ ...(await signed()), headers: withoutSignature((await signed()).headers) })],
    [
      'with another body than was signed',
      async () => {
        const request = await signed();
        return { ...request, body: request.body.replace('add', 'remove') };
      },
    ],
    [
      'with another time than was signed',
      async () => {
        const request = await signed(now() - 60);
        const at = String(Math.floor(now()));
        return { ...request, headers: { ...request.headers, 'x-slack-request-timestamp': at } };
      },
    ],
    [
      'with a time that is none',
      async () => {
        const request = await signed();
        return { ...request, headers: { ...request.headers, 'x-slack-request-timestamp': 'now' } };
      },
    ],
    [
      'of another version of the signature',
      async () => {
        const request = await signed();
        const signature = (request.headers['x-slack-signature'] ?? '').replace('v0=', 'v1=');
        return { ...request, headers: { ...request.headers, 'x-slack-signature': signature } };
      },
    ],
  ])('%s', async (_, build) => {
    const before = await requests();
    const { status, body } = await postToApp(appUrl(), await build());
    expect(status).toBe(401);
    expect(body).toBe('');
    expect(await requests()).toBe(before);
    expect(await bot.members()).toEqual([]);
  });
});

it('a request that somebody recorded and sends again within the five minutes changes nothing a second time', async () => {
  const request = await signed();
  expect((await postToApp(appUrl(), request)).status).toBe(200);
  await bot.sees('jane', 'is now in');
  await bot.removeAllMembers();
  const before = await bot.count('operations');

  expect((await postToApp(appUrl(), request)).status).toBe(200);
  await bot.jane.types('/dept whoami');
  await bot.sees('jane', 'You are');
  expect(bot.jane.messages).toHaveLength(2);
  expect(await bot.count('operations')).toBe(before);
  expect(await bot.members()).toEqual([]);
});

it.each([
  ['no form at all', '\u0000\u0001'],
  ['JSON that ends in the middle', '{"type":"event_callback"'],
  ['an interaction without a payload', 'payload='],
])('a signed request that holds %s ends with an error, and the next one is served', async (_, body) => {
  const { headers } = signedRequest('slash_commands', {}, { signingSecret: secret() });
  const at = Number(headers['x-slack-request-timestamp']);
  const signature = `v0=${createHmac('sha256', secret()).update(`v0:${at}:${body}`).digest('hex')}`;
  const { status } = await postToApp(appUrl(), { body, headers: { ...headers, 'x-slack-signature': signature } });
  expect(status).toBeGreaterThanOrEqual(400);
  expect((await bot.jane.types('/dept help')).acknowledged.status).toBe(200);
});

it('Slack’s question whether the address is right is answered', async () => {
  const payload = { type: 'url_verification', challenge: 'challenge-1' };
  const request = signedRequest('events_api', payload, { signingSecret: secret() });
  expect(await postToApp(appUrl(), request)).toMatchObject({ status: 200, body: { challenge: 'challenge-1' } });
});

it('a body that is larger than Slack ever sends is refused', async () => {
  const payload = { ...(await command()), text: 'x'.repeat(2 * 1024 * 1024) };
  const request = signedRequest('slash_commands', payload, { signingSecret: secret() });
  const { status } = await postToApp(appUrl(), request);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(await bot.members()).toEqual([]);
});

function withoutSignature({ 'x-slack-signature': _, ...headers }: Readonly<Record<string, string>>) {
  return headers;
}
