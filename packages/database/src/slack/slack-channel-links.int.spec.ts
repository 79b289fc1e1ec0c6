import { setTimeout as delay } from 'node:timers/promises';
import { ALL_SCOPES, type Caller } from '@roster/domain';
import {
  command,
  DEPARTMENT,
  JANE,
  lockWaiter,
  ORGANIZATION,
  OTHER_DEPARTMENT,
  openTestDatabase,
  person,
  type TestDatabase,
} from '../database.fixture.js';
import { FeedRelay } from '../feed/feed-relay.js';
import { MembershipLedger } from '../memberships/membership-ledger.js';
import { SlackAnnouncements } from './announcements/slack-announcements.js';
import { type NewChannelLink, SlackChannelLinks } from './slack-channel-links.js';
import { SlackOutbox } from './slack-outbox.js';

const TEAM = 'T0ACME';
const CHANNEL = { teamId: TEAM, channelId: 'C1' };
const CALLER: Caller = {
  principal: { organizationId: ORGANIZATION, actor: { type: 'user', id: JANE }, scopes: new Set(ALL_SCOPES) },
  channel: 'slack',
  traceId: 'a'.repeat(32),
};

let database: TestDatabase;
let links: SlackChannelLinks;
beforeEach(async () => {
  database = await openTestDatabase();
  links = new SlackChannelLinks(database.dataSource);
  await database.dataSource.query(
    `INSERT INTO slack_installations (workspace_id, team_id, organization_id, scopes) VALUES ($1, $1, $2, '{}')`,
    [TEAM, ORGANIZATION],
  );
});
afterEach(() => database.close());

function link(changes: Partial<NewChannelLink> = {}, channel = CHANNEL): Promise<void> {
  const to = { departmentId: DEPARTMENT, announcements: 'all', audience: 'workspace', slackUserId: 'U0JANE' } as const;
  return links.put(CALLER, channel, { ...to, ...changes });
}

const stop = (because: string) => links.stop(CHANNEL, because, () => null);
const isAnnounced = async () => (await links.findAnnounced(CHANNEL, ORGANIZATION)) !== null;

/** Channels with messages that are still to be sent. */
async function waiting(): Promise<string[]> {
  const due = await new SlackOutbox(database.dataSource).leaseDue(10);
  return due.map(({ id }) => id).sort();
}

describe('messages that Slack has not taken', () => {
  const message = (id: string, channel: string, method = 'post') => ({
    id,
    workspace_id: TEAM,
    method,
    target: { team: TEAM, channel },
    payload: {},
    trace_id: 'a'.repeat(32),
  });

  it.each<[string, () => Promise<unknown>]>([
    ['was shared', () => stop('shared')],
    ['takes no messages', () => stop('not_in_channel')],
    ['is unlinked', () => links.remove(CALLER, CHANNEL)],
    ['is linked to another department', () => link({ departmentId: OTHER_DEPARTMENT })],
    ['is told of nothing more', () => link({ announcements: 'off' })],
  ])('are given up when the channel %s, and no others', async (_, end) => {
    await link();
    await link({}, { teamId: TEAM, channelId: 'C2' });
    const messages = [message('this', 'C1'), message('other', 'C2'), message('answer', 'C1', 'respond')];
    await new SlackOutbox(database.dataSource).write(messages);
    await end();
    expect(await waiting()).toEqual(['answer', 'other']);
  });

  it('stay when the channel is linked to its department again', async () => {
    await link();
    await new SlackOutbox(database.dataSource).write([message('this', 'C1')]);
    await link({ announcements: 'summary' });
    expect(await waiting()).toEqual(['this']);
  });
});

it.each<[string, () => Promise<unknown>]>([
  ['stopped', () => stop('shared')],
  ['unlinked', () => links.remove(CALLER, CHANNEL)],
])('what is being collected while the channel is %s is not announced', async (_, end) => {
  await link();
  let isCollecting = false;
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let isHeld = false;
  const beforeCommit = async () => {
    if (!isCollecting) return;
    isHeld = true;
    await held;
  };
  const announcements = new SlackAnnouncements(database.dataSource, { beforeCommit });
  await announcements.run(() => ({}));
  isCollecting = true;
  await new MembershipLedger(database.dataSource).apply([command({ userId: person(1) })]);
  await new FeedRelay(database.dataSource, { retentionDays: 90 }).run();
  const collecting = announcements.run(() => ({}));
  while (!isHeld) await delay(5);
  const ending = end();
  await lockWaiter(database);
  release();
  await Promise.all([collecting, ending]);
  expect(await database.dataSource.query('SELECT channel_id FROM slack_announcements')).toEqual([]);
});

describe('a channel that others read', () => {
  it.each([
    ['shared', 'workspace', false],
    ['unknown', 'workspace', false],
    ['shared', 'shared', true],
    ['shared', 'unknown', true],
    ['not_in_channel', 'shared', false],
  ] as const)('that is %s where %s was agreed to is still announced in: %p', async (because, audience, still) => {
    await link({ audience });
    await stop(because);
    expect(await isAnnounced()).toBe(still);
  });

  it('is looked at again after an hour', async () => {
    await link();
    const isSeen = async () => (await links.findAnnounced(CHANNEL, ORGANIZATION))?.is_seen;
    expect(await isSeen()).toBe(true);
    await database.dataSource.query(`UPDATE slack_channel_links SET seen_at = seen_at - interval '61 minutes'`);
    expect(await isSeen()).toBe(false);
    await links.seen(CHANNEL);
    expect(await isSeen()).toBe(true);
  });
});

it('a channel that another department takes is unlinked from the first one in the audit', async () => {
  await link();
  await link();
  await link({ departmentId: OTHER_DEPARTMENT });
  const audited = await database.dataSource.query(
    `SELECT action, department_id FROM audit_events WHERE action LIKE 'slack.channel.%' ORDER BY id`,
  );
  expect(audited).toEqual([
    { action: 'slack.channel.link', department_id: DEPARTMENT },
    { action: 'slack.channel.link', department_id: DEPARTMENT },
    { action: 'slack.channel.unlink', department_id: DEPARTMENT },
    { action: 'slack.channel.link', department_id: OTHER_DEPARTMENT },
  ]);
});
