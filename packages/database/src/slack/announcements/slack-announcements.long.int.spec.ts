import { departmentIdSchema } from '@roster/domain';
import { Bulks } from '../../bulk/bulk.fixture.js';
import { DEPARTMENT, JANE, ORGANIZATION, OTHER_DEPARTMENT, person } from '../../database.fixture.js';
import { removeMember } from '../../members/members.js';
import { AnnouncedChanges, CALLER, TEAM } from './announcements.fixture.js';

let changes: AnnouncedChanges;
beforeEach(async () => {
  changes = await AnnouncedChanges.open();
});
afterEach(() => changes.close());

describe('announcements from the feed', () => {
  it('begin with the changes after the channel was linked, and tell each once', async () => {
    await changes.apply({ userId: person(1) });
    await changes.link('C1');
    await changes.apply({ userId: person(2) }, { userId: person(3) });
    expect(await changes.told()).toEqual(['C1 added 2: Demo Person 002, Demo Person 003']);
    expect(await changes.told()).toHaveLength(1);
  });

  it('wait for what the same actor changes shortly afterwards, and keep other actors apart', async () => {
    await changes.link('C1');
    await changes.apply({ userId: person(1) });
    await changes.turn();
    await changes.apply({ userId: person(2) }, { kind: 'member.remove', userId: person(1) });
    await changes.apply({ userId: person(3), actor: { type: 'user', id: JANE } });
    expect(await changes.turn()).toEqual({ messages: 0, full: false, failures: [] });
    expect(await changes.told()).toEqual([
      'C1 added 2: Demo Person 001, Demo Person 002; removed 1: Demo Person 001',
      'C1 added 1: Demo Person 003',
    ]);
    const [first, second] = await changes.messages();
    expect([first?.by, second?.by]).toMatchObject([
      { type: 'api_key', person: null, channel: 'rest' },
      { type: 'user', person: { name: 'Jane Smith' } },
    ]);
  });

  it('name the first ten people and count the others', async () => {
    await changes.link('C1');
    await changes.apply(...Array.from({ length: 33 }, (_, index) => ({ userId: person(index + 1) })));
    await changes.told();
    const [message] = await changes.messages();
    expect(message?.changes).toEqual([expect.stringMatching(/^added 33: (?:Demo Person \d+, ){9}Demo Person 010$/)]);
  });

  it('tell a move on both sides', async () => {
    await changes.apply({ userId: person(1) });
    await changes.link('C1');
    await changes.link('C2', OTHER_DEPARTMENT);
    await changes.apply({ kind: 'member.move', userId: person(1), toDepartmentId: OTHER_DEPARTMENT });
    expect(await changes.told()).toEqual([
      'C1 removed 1 (Platform): Demo Person 001',
      'C2 added 1 (Engineering): Demo Person 001',
    ]);
  });

  it('make one message of a bulk, when it has ended', async () => {
    await changes.link('C1');
    const bulks = new Bulks(changes.database.dataSource);
    const operationId = await bulks.create(Array.from({ length: 10 }, (_, index) => person(index + 1)));
    await bulks.ledger.applyNext(operationId);
    await changes.relay();
    expect(await changes.told()).toEqual([]);
    await bulks.runToEnd(operationId);
    await changes.relay();
    expect(await changes.told()).toEqual([]);
    await changes.database.dataSource.query(`UPDATE operations SET finished_at = finished_at - interval '3 seconds'`);
    expect(await changes.told()).toEqual([expect.stringMatching(/^C1 added 10: /)]);
    expect((await changes.messages())[0]?.by).toMatchObject({ channel: 'bulk' });
  });

  it('name nobody who has left the organization since', async () => {
    await changes.apply({ userId: person(1) });
    await changes.link('C1');
    await changes.database.dataSource.transaction((tx) => removeMember(tx, CALLER, person(1)));
    await changes.relay();
    expect(await changes.told()).toEqual(['C1 removed 1: ']);
  });

  it('summarize what could not be told within an hour', async () => {
    await changes.link('C1');
    await changes.apply({ userId: person(1) }, { userId: person(2), actor: { type: 'user', id: JANE } });
    await changes.database.owner.query('ALTER TABLE audit_events DISABLE TRIGGER USER');
    await changes.database.owner.query(
      `UPDATE audit_events SET occurred_at = occurred_at - interval '2 hours';
       UPDATE slack_channel_links SET announced_since = announced_since - interval '2 hours'`,
    );
    expect(await changes.told()).toEqual(['C1 added 2: Demo Person 001, Demo Person 002']);
    expect((await changes.messages())[0]).toMatchObject({ kind: 'late', by: null });
  });

  it('make a daily summary at nine', async () => {
    await changes.link('C1', DEPARTMENT, 'summary');
    await changes.apply({ userId: person(1) });
    await changes.turn();
    await changes.apply({ userId: person(2), actor: { type: 'user', id: JANE } });
    await changes.turn();
    const due = await changes.database.dataSource.query(
      `SELECT to_char(due_at AT TIME ZONE 'UTC', 'HH24:MI') AS at, due_at > now() AND due_at <= now() + interval '1 day' AS next
       FROM slack_announcements`,
    );
    expect(due).toEqual([{ at: '09:00', next: true }]);
    expect(await changes.told()).toEqual(['C1 added 2: Demo Person 001, Demo Person 002']);
    expect((await changes.messages())[0]).toMatchObject({ kind: 'summary' });
  });

  it.each([
    ['turned off', (channel: string) => changes.link(channel, DEPARTMENT, 'off')],
    ['linked to another department', (channel: string) => changes.link(channel, OTHER_DEPARTMENT)],
    ['unlinked', (channel: string) => changes.links.remove(CALLER, { teamId: TEAM, channelId: channel })],
  ])('end when the channel is %s', async (_, end) => {
    await changes.link('C1');
    await changes.link('C2');
    await changes.apply({ userId: person(1) });
    await changes.turn();
    await end('C1');
    await changes.apply({ userId: person(2) });
    expect(await changes.told()).toEqual(['C2 added 2: Demo Person 001, Demo Person 002']);
  });

  it('follow an organization only while a channel of a connected workspace is told of changes', async () => {
    const cursors = () => changes.database.dataSource.query('SELECT organization_id FROM slack_announcement_cursors');
    await changes.link('C1');
    expect(await cursors()).toHaveLength(1);
    await changes.database.dataSource.query('UPDATE slack_installations SET organization_id = NULL');
    await changes.turn();
    expect(await cursors()).toEqual([]);
    await changes.apply({ userId: person(1) });
    await changes.database.dataSource.query('UPDATE slack_installations SET organization_id = $1', [ORGANIZATION]);
    await changes.turn();
    await changes.apply({ userId: person(2) });
    expect(await changes.told()).toEqual(['C1 added 1: Demo Person 002']);
  });

  it('stop when Slack takes no messages in the channel, and the notice of it is stored once', async () => {
    await changes.link('C1');
    await changes.apply({ userId: person(1) });
    await changes.turn();
    const notices: unknown[] = [];
    const stop = () =>
      changes.links.stop({ teamId: TEAM, channelId: 'C1' }, 'not_in_channel', (stopped) => {
        notices.push(stopped);
        return null;
      });
    await stop();
    await stop();
    expect(notices).toEqual([{ department_name: 'Engineering', slack_user_id: 'U0JANE' }]);
    expect(await changes.told()).toEqual([]);
    await changes.link('C1');
    await changes.apply({ userId: person(2) });
    expect(await changes.told()).toEqual(['C1 added 1: Demo Person 002']);
  });
});

it('a channel of another organization is told nothing', async () => {
  await changes.database.dataSource.query(`INSERT INTO organizations (id, name) VALUES ('org_other1', 'Other')`);
  await changes.database.dataSource.query(
    `INSERT INTO departments (id, organization_id, name) VALUES ('dept_other1', 'org_other1', 'Engineering')`,
  );
  const other = { ...CALLER, principal: { ...CALLER.principal, organizationId: 'org_other1' as typeof ORGANIZATION } };
  await changes.database.dataSource.query(
    `INSERT INTO slack_installations (workspace_id, organization_id, scopes) VALUES ('T0OTHER', 'org_other1', '{}')`,
  );
  await changes.links.put(
    other,
    { teamId: 'T0OTHER', channelId: 'C9' },
    {
      departmentId: departmentIdSchema.parse('dept_other1'),
      announcements: 'all',
      audience: 'workspace',
      slackUserId: 'U1',
    },
  );
  await changes.apply({ userId: person(1) });
  expect(await changes.told()).toEqual([]);
});
