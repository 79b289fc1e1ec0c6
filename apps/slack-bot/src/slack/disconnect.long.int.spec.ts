import { randomBytes } from 'node:crypto';
import { disconnectSlackWorkspace, SecretBox } from '@roster/database';
import { originOf } from '@roster/domain';
import { ORGANIZATION, ownerOf, TestBot } from '../bot.fixture.js';
import { until } from '../until.fixture.js';

const bot = new TestBot();
afterEach(async () => {
  expect(bot.slack.refusals).toEqual([]);
  await bot.close();
});

function disconnect(): Promise<void> {
  const origin = originOf(ownerOf(ORGANIZATION));
  return bot.database.transaction((tx) => disconnectSlackWorkspace(tx, origin, ORGANIZATION, 'T0ACME'));
}

const tokenIsDeleted = () =>
  until(async () => (await bot.count('slack_installations WHERE sealed_tokens IS NULL')) === 1);
const revocations = () => bot.slack.callsOf('auth.revoke').map(({ answer }) => answer);

it('the token of a disconnected workspace is revoked at Slack and deleted, and people are told what to do', async () => {
  await bot.start();
  await disconnect();
  await tokenIsDeleted();
  expect(revocations()).toEqual([{ ok: true, revoked: true }]);
  await bot.jane.types('/dept add @p001 to engineering');
  await bot.sees('jane', 'no longer has access');
  expect(await bot.members()).toEqual([]);
});

it('what was changed before the end of a connection cannot be undone after it', async () => {
  await bot.start();
  await bot.jane.types('/dept add @p001 to engineering');
  const answer = await bot.sees('jane', 'is now in');
  bot.slack.failNext('auth.revoke', { status: 500 });
  await disconnect();
  await bot.jane.clicks(answer, 'Undo');
  await bot.sees('jane', 'not connected to your organization');
  expect(await bot.members()).toEqual(['usr_demo001']);
});

it('a revocation that Slack does not answer is tried again, by another bot too', async () => {
  await bot.start();
  bot.slack.failNext('auth.revoke', { status: 500 });
  await disconnect();
  await until(async () => bot.log.some(({ msg }) => msg === 'the token of a disconnected workspace was not revoked'));
  expect(await bot.count('slack_installations WHERE sealed_tokens IS NOT NULL')).toBe(1);
  await bot.restartBot();
  await bot.database.query('UPDATE slack_installations SET revoke_at = now()');
  await tokenIsDeleted();
  expect(revocations()).toHaveLength(2);
});

it.each([
  ['that Slack no longer accepts', () => Promise.resolve(bot.slack.withdrawTokens('token_revoked'))],
  [
    'whose encryption key was lost',
    () => {
      const { clientId, clientSecret } = bot.slack.app;
      const secretBox = new SecretBox([randomBytes(32)], 'SLACK_ENCRYPTION_KEY');
      return bot.restartBot({ oauth: { clientId, clientSecret, secretBox } });
    },
  ],
])('a token %s is deleted all the same', async (_, lose) => {
  await bot.start();
  await lose();
  await disconnect();
  await tokenIsDeleted();
});

it('the configured token of a single workspace is left alone', async () => {
  await bot.start({ single: true, connected: {} });
  const body = new URLSearchParams({ link: await bot.link() });
  await fetch(`${bot.url}/slack/install`, { method: 'POST', body });
  await bot.jane.types('/dept whoami');
  await bot.sees('jane', 'Jane Smith');
  await disconnect();
  await bot.restartBot();
  await bot.jane.types('/dept whoami');
  await bot.sees('jane', 'not connected to your organization');
  expect(revocations()).toEqual([]);
});
