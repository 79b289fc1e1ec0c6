import { setTimeout as delay } from 'node:timers/promises';
import { ALL_SCOPES, type Caller, departmentIdSchema, type MembershipCommand } from '@roster/domain';
import { Bulks } from '../../bulk/bulk.fixture.js';
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
} from '../../database.fixture.js';
import { FeedRelay } from '../../feed/feed-relay.js';
import { removeMember } from '../../members/members.js';
import { MembershipLedger } from '../../memberships/membership-ledger.js';
import { type Announcements, SlackChannelLinks } from '../slack-channel-links.js';
import type { Announcement } from './named-announcement.js';
import { SlackAnnouncements } from './slack-announcements.js';

const TEAM = 'T0ACME';
const CALLER: Caller = {
  principal: { organizationId: ORGANIZATION, actor: { type: 'user', id: JANE }, scopes: new Set(ALL_SCOPES) },
  channel: 'rest',
  traceId: 'a'.repeat(32),
};

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
  await database.dataSource.query(
    `INSERT INTO slack_installations (workspace_id, team_id, organization_id, scopes) VALUES ($1, $1, $2, '{}')`,
    [TEAM, ORGANIZATION],
  );
  await relay();
});
afterEach(() => database.close());

async function relay(): Promise<void> {
  await new FeedRelay(database.dataSource, { retentionDays: 90 }).run();
}

async function apply(...changes: Partial<MembershipCommand>[]): Promise<void> {
  await new MembershipLedger(database.dataSource).apply(changes.map(command));
  await relay();
}

const links = () => new SlackChannelLinks(database.dataSource);
const link = (channelId: string, departmentId = DEPARTMENT, announcements: Announcements = 'all') =>
  links().put(
    CALLER,
    { teamId: TEAM, channelId },
    { departmentId, announcements, audience: 'workspace', slackUserId: 'U0JANE' },
  );

/** What is stored stands for the message. */
const drawn = (announcement: Announcement) => ({ announcement });
const turn = (options = {}) => new SlackAnnouncements(database.dataSource, options).run(drawn);

/** As if the time had come for all that was collected. */
async function makeDue(): Promise<void> {
  await database.dataSource.query(`UPDATE slack_announcements SET due_at = now() - interval '1 second'`);
}

interface Message extends Omit<Announcement, 'changes'> {
  readonly channel: string;
  readonly changes: readonly string[];
}

/** The messages, in the order in which they were stored: "added 2: Demo Person 001, Demo Person 002". */
async function messages(): Promise<Message[]> {
  const rows: { channel: string; announcement: Announcement }[] = await database.dataSource.query(
    `SELECT target ->> 'channel' AS channel, payload -> 'announcement' AS announcement FROM slack_deliveries
     WHERE id LIKE 'announcement:%' ORDER BY created_at, id`,
  );
  return rows.map(({ channel, announcement }) => ({
    ...announcement,
    channel,
    changes: announcement.changes.map(({ change, other, people, named }) => {
      const where = other === null ? '' : ` (${other === 'gone' ? other : other.name})`;
      return `${change} ${people}${where}: ${named.map(({ name }) => name).join(', ')}`;
    }),
  }));
}

async function told(): Promise<string[]> {
  await turn();
  await makeDue();
  await turn();
  return (await messages()).map(({ channel, changes }) => `${channel} ${changes.join('; ')}`);
}

describe('announcements from the feed', () => {
  it('begin with the changes after the channel was linked, and tell each once', async () => {
    await apply({ userId: person(1) });
    await link('C1');
    await apply({ userId: person(2) }, { userId: person(3) });
    expect(await told()).toEqual(['C1 added 2: Demo Person 002, Demo Person 003']);
    expect(await told()).toHaveLength(1);
  });

  it('wait for what the same actor changes shortly afterwards, and keep other actors apart', async () => {
    await link('C1');
    await apply({ userId: person(1) });
    await turn();
    await apply({ userId: person(2) }, { kind: 'member.remove', userId: person(1) });
    await apply({ userId: person(3), actor: { type: 'user', id: JANE } });
    expect(await turn()).toEqual({ messages: 0, full: false });
    expect(await told()).toEqual([
      'C1 added 2: Demo Person 001, Demo Person 002; removed 1: Demo Person 001',
      'C1 added 1: Demo Person 003',
    ]);
    const [first, second] = await messages();
    expect([first?.by, second?.by]).toMatchObject([
      { type: 'api_key', person: null, channel: 'rest' },
      { type: 'user', person: { name: 'Jane Smith' } },
    ]);
  });

  it('name the first ten people and count the others', async () => {
    await link('C1');
    await apply(...Array.from({ length: 33 }, (_, index) => ({ userId: person(index + 1) })));
    await told();
    const [message] = await messages();
    expect(message?.changes).toEqual([expect.stringMatching(/^added 33: (?:Demo Person \d+, ){9}Demo Person 010$/)]);
  });

  it('tell a move on both sides', async () => {
    await apply({ userId: person(1) });
    await link('C1');
    await link('C2', OTHER_DEPARTMENT);
    await apply({ kind: 'member.move', userId: person(1), toDepartmentId: OTHER_DEPARTMENT });
    expect(await told()).toEqual([
      'C1 removed 1 (Platform): Demo Person 001',
      'C2 added 1 (Engineering): Demo Person 001',
    ]);
  });

  it('make one message of a bulk, when it has ended', async () => {
    await link('C1');
    const bulks = new Bulks(database.dataSource);
    const operationId = await bulks.create(Array.from({ length: 10 }, (_, index) => person(index + 1)));
    await bulks.ledger.applyNext(operationId);
    await relay();
    expect(await told()).toEqual([]);
    await bulks.runToEnd(operationId);
    await relay();
    expect(await told()).toEqual([]);
    await database.dataSource.query(`UPDATE operations SET finished_at = finished_at - interval '3 seconds'`);
    expect(await told()).toEqual([expect.stringMatching(/^C1 added 10: /)]);
    expect((await messages())[0]?.by).toMatchObject({ channel: 'bulk' });
  });

  it('name nobody who has left the organization since', async () => {
    await apply({ userId: person(1) });
    await link('C1');
    await database.dataSource.transaction((tx) => removeMember(tx, CALLER, person(1)));
    await relay();
    expect(await told()).toEqual(['C1 removed 1: ']);
  });

  it('summarize what could not be told within an hour', async () => {
    await link('C1');
    await apply({ userId: person(1) }, { userId: person(2), actor: { type: 'user', id: JANE } });
    await database.owner.query('ALTER TABLE audit_events DISABLE TRIGGER USER');
    await database.owner.query(
      `UPDATE audit_events SET occurred_at = occurred_at - interval '2 hours';
       UPDATE slack_channel_links SET announced_since = announced_since - interval '2 hours'`,
    );
    expect(await told()).toEqual(['C1 added 2: Demo Person 001, Demo Person 002']);
    expect((await messages())[0]).toMatchObject({ kind: 'late', by: null });
  });

  it('make a daily summary at nine', async () => {
    await link('C1', DEPARTMENT, 'summary');
    await apply({ userId: person(1) });
    await turn();
    await apply({ userId: person(2), actor: { type: 'user', id: JANE } });
    await turn();
    const due = await database.dataSource.query(
      `SELECT to_char(due_at AT TIME ZONE 'UTC', 'HH24:MI') AS at, due_at > now() AND due_at <= now() + interval '1 day' AS next
       FROM slack_announcements`,
    );
    expect(due).toEqual([{ at: '09:00', next: true }]);
    expect(await told()).toEqual(['C1 added 2: Demo Person 001, Demo Person 002']);
    expect((await messages())[0]).toMatchObject({ kind: 'summary' });
  });

  it.each([
    ['turned off', (channel: string) => link(channel, DEPARTMENT, 'off')],
    ['linked to another department', (channel: string) => link(channel, OTHER_DEPARTMENT)],
    ['unlinked', (channel: string) => links().remove(CALLER, { teamId: TEAM, channelId: channel })],
  ])('end when the channel is %s', async (_, end) => {
    await link('C1');
    await link('C2');
    await apply({ userId: person(1) });
    await turn();
    await end('C1');
    await apply({ userId: person(2) });
    expect(await told()).toEqual(['C2 added 2: Demo Person 001, Demo Person 002']);
  });

  it('follow an organization only while a channel of a connected workspace is told of changes', async () => {
    const cursors = () => database.dataSource.query('SELECT organization_id FROM slack_announcement_cursors');
    await link('C1');
    expect(await cursors()).toHaveLength(1);
    await database.dataSource.query('UPDATE slack_installations SET organization_id = NULL');
    await turn();
    expect(await cursors()).toEqual([]);
    await apply({ userId: person(1) });
    await database.dataSource.query('UPDATE slack_installations SET organization_id = $1', [ORGANIZATION]);
    await turn();
    await apply({ userId: person(2) });
    expect(await told()).toEqual(['C1 added 1: Demo Person 002']);
  });

  it('stop when Slack takes no messages in the channel, and the notice of it is stored once', async () => {
    await link('C1');
    await apply({ userId: person(1) });
    await turn();
    const notices: unknown[] = [];
    const stop = () =>
      links().stop({ teamId: TEAM, channelId: 'C1' }, 'not_in_channel', (stopped) => {
        notices.push(stopped);
        return null;
      });
    await stop();
    await stop();
    expect(notices).toEqual([{ department_name: 'Engineering', slack_user_id: 'U0JANE' }]);
    expect(await told()).toEqual([]);
    await link('C1');
    await apply({ userId: person(2) });
    expect(await told()).toEqual(['C1 added 1: Demo Person 002']);
  });
});

describe('bots that die, and several at once', () => {
  it('do not miss what is changed right after announcements were turned on again', async () => {
    await link('C1');
    await links().stop({ teamId: TEAM, channelId: 'C1' }, 'not_in_channel', () => null);
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    // It has unfollowed the organization, and nobody sees it yet.
    const slow = turn({ beforeCommit: () => held });
    const isUnfollowing = async () =>
      (await database.owner.query(`SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND objid = 7216420`))
        .length > 0;
    while (!(await isUnfollowing())) await delay(5);
    const linking = link('C1');
    await lockWaiter(database);
    release();
    await Promise.all([slow, linking]);
    await apply({ userId: person(1) });
    expect(await told()).toEqual(['C1 added 1: Demo Person 001']);
  });

  it('tell each change once, whether a bot dies while it reads or while it stores messages', async () => {
    await link('C1');
    await apply({ userId: person(1) });
    const dying = { beforeCommit: () => Promise.reject(new Error('killed')) };
    await expect(turn(dying)).rejects.toThrow('killed');
    await turn();
    await makeDue();
    await expect(turn(dying)).rejects.toThrow('killed');
    expect(await messages()).toEqual([]);
    expect(await told()).toEqual(['C1 added 1: Demo Person 001']);
  });

  it('take turns', async () => {
    await link('C1');
    await apply(...Array.from({ length: 20 }, (_, index) => ({ userId: person(index + 1) })));
    const turns = () => Promise.all(Array.from({ length: 4 }, () => turn({ pieceSize: 3 })));
    for (let round = 0; round < 10; round++) await turns();
    await makeDue();
    await turns();
    expect((await messages()).map(({ changes }) => changes)).toEqual([[expect.stringMatching(/^added 20: /)]]);
  });
});

it('a channel of another organization is told nothing', async () => {
  await database.dataSource.query(`INSERT INTO organizations (id, name) VALUES ('org_other1', 'Other')`);
  await database.dataSource.query(
    `INSERT INTO departments (id, organization_id, name) VALUES ('dept_other1', 'org_other1', 'Engineering')`,
  );
  const other = { ...CALLER, principal: { ...CALLER.principal, organizationId: 'org_other1' as typeof ORGANIZATION } };
  await database.dataSource.query(
    `INSERT INTO slack_installations (workspace_id, organization_id, scopes) VALUES ('T0OTHER', 'org_other1', '{}')`,
  );
  await links().put(
    other,
    { teamId: 'T0OTHER', channelId: 'C9' },
    {
      departmentId: departmentIdSchema.parse('dept_other1'),
      announcements: 'all',
      audience: 'workspace',
      slackUserId: 'U1',
    },
  );
  await apply({ userId: person(1) });
  expect(await told()).toEqual([]);
});
