import { randomBytes } from 'node:crypto';
import { SecretBox, type SlackInstallation, SlackInstallations, SlackTokens } from '@roster/database';
import { EmulatedSlack } from '@roster/slack-emulator';
import { collectLog, openTestDatabase, type TestDatabase } from '@roster/testing';
import { ACME } from '../bot.fixture.js';
import { InstallationTokens, TokenNotRenewed } from './installation-tokens.js';

const HOUR_MS = 3_600_000;

let database: TestDatabase;
let slack: EmulatedSlack;
let installations: SlackInstallations;
let secretBox: SecretBox;
beforeAll(async () => {
  database = await openTestDatabase();
  slack = await EmulatedSlack.start({ workspaces: [ACME] });
  installations = new SlackInstallations(database.dataSource);
  secretBox = new SecretBox([randomBytes(32)], 'SLACK_ENCRYPTION_KEY');
});
afterAll(async () => {
  await slack.close();
  await database.close();
});
beforeEach(() => {
  slack.calls.length = 0;
});

/** The tokens as another bot holds them. */
function bot(store = new SlackTokens(database.dataSource), box = secretBox): InstallationTokens {
  const { clientId, clientSecret } = slack.app;
  const oauth = { clientId, clientSecret, secretBox: box, apiUrl: slack.apiUrl };
  return new InstallationTokens(oauth, installations, store, collectLog().logger);
}

/** An installation whose token is good for some milliseconds more. */
async function installedFor(ms: number, refreshToken?: string): Promise<void> {
  const { botToken } = slack.workspace();
  const sealed = bot().seal(
    {
      token: botToken,
      id: 'B0ROSTER',
      refreshToken: refreshToken ?? slack.tokenRotation.begin(botToken),
      expiresAt: Math.floor((Date.now() + ms) / 1_000),
    },
    'T0ACME',
  );
  await installations.install(
    {
      workspace_id: 'T0ACME',
      team_id: 'T0ACME',
      enterprise_id: null,
      name: 'Acme',
      bot_user_id: null,
      app_id: null,
      scopes: [],
      key_id: sealed.keyId,
      sealed_tokens: sealed.bytes,
      token_hash: null,
      installed_by: null,
    },
    { linkHash: null, isReinstall: false, traceId: '0af7651916cd43dd8448eb211c80319c' },
  );
}

const found = async () => (await installations.find('T0ACME', null)) as SlackInstallation;
const renewals = () => slack.callsOf('oauth.v2.access').length;

it('of many bots whose token has expired one renews it, and all use the new one', async () => {
  await installedFor(-HOUR_MS);
  const before = await found();
  const tokens = await Promise.all(Array.from({ length: 8 }, () => bot().valid(before)));
  expect(new Set(tokens).size).toBe(1);
  expect(tokens[0]).toMatch(/^xoxe\.xoxb-/);
  expect(renewals()).toBe(1);
  expect(await bot().valid(await found())).toBe(tokens[0]);
  expect(renewals()).toBe(1);
});

it('a token is renewed before it expires, while the other bots still use it', async () => {
  await installedFor(HOUR_MS);
  const before = await found();
  const tokens = await Promise.all(Array.from({ length: 4 }, () => bot().valid(before)));
  expect(tokens.filter((token) => token === slack.workspace().botToken)).toHaveLength(3);
  expect(renewals()).toBe(1);
});

it('a token that is good for long is used as it is', async () => {
  await installedFor(11 * HOUR_MS);
  expect(await bot().valid(await found())).toBe(slack.workspace().botToken);
  expect(renewals()).toBe(0);
});

it('while Slack is away a token is used until it expires; then the request waits', async () => {
  await installedFor(HOUR_MS);
  slack.failNext('oauth.v2.access', { status: 503, times: 2 });
  expect(await bot().valid(await found())).toBe(slack.workspace().botToken);
  await installedFor(0);
  await expect(bot().valid(await found())).rejects.toBeInstanceOf(TokenNotRenewed);
  expect((await found()).sealed_tokens).not.toBeNull();
});

it('a renewed token is stored although Postgres is away for a moment', async () => {
  class AwayOnce extends SlackTokens {
    private away = true;

    override async storeRenewed(...stored: Parameters<SlackTokens['storeRenewed']>): Promise<void> {
      if (!this.away) return super.storeRenewed(...stored);
      this.away = false;
      throw new Error('Connection terminated unexpectedly');
    }
  }
  await installedFor(0);
  const token = await bot(new AwayOnce(database.dataSource)).valid(await found());
  expect(token).toMatch(/^xoxe\.xoxb-/);
  expect(await bot().valid(await found())).toBe(token);
  expect(renewals()).toBe(1);
});

it('a refresh token that Slack refuses ends nothing while the access token is valid', async () => {
  await installedFor(HOUR_MS, 'xoxe-1-used');
  expect(await bot().valid(await found())).toBe(slack.workspace().botToken);
  expect(renewals()).toBe(1);
  expect((await found()).sealed_tokens).not.toBeNull();
});

it('a refresh token that Slack refuses ends the tokens', async () => {
  await installedFor(0, 'xoxe-1-unknown');
  expect(await bot().valid(await found())).toBeNull();
  expect((await found()).sealed_tokens).toBeNull();
});

it('a bot whose keys open none of the tokens says so, and one whose keys open some does not', async () => {
  const other = bot(undefined, new SecretBox([randomBytes(32)], 'SLACK_ENCRYPTION_KEY'));
  await database.dataSource.query('DELETE FROM slack_installations');
  await other.checkKeys();
  await installedFor(HOUR_MS);
  const { key_id } = await found();
  await expect(other.checkKeys()).rejects.toThrow(`sealed with the key ${key_id}, which SLACK_ENCRYPTION_KEY lacks`);
  const sealed = other.seal({ token: 'xoxb-1', id: 'B0ROSTER' }, 'T0OTHER');
  await database.dataSource.query(
    `INSERT INTO slack_installations (workspace_id, scopes, key_id, sealed_tokens) VALUES ('T0OTHER', '{}', $1, $2)`,
    [sealed.keyId, sealed.bytes],
  );
  await other.checkKeys();
  await bot().checkKeys();
});
