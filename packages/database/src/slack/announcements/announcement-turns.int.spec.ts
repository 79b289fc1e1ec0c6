import { setTimeout as delay } from 'node:timers/promises';
import { DEPARTMENT, JANE, lockWaiter, ORGANIZATION, person } from '../../database.fixture.js';
import { bindWorkspace } from '../slack-binding.js';
import { AnnouncedChanges, drawn, TEAM } from './announcements.fixture.js';
import type { Announcement } from './named-announcement.js';
import { SlackAnnouncements } from './slack-announcements.js';

let changes: AnnouncedChanges;
beforeEach(async () => {
  changes = await AnnouncedChanges.open();
});
afterEach(() => changes.close());

describe('bots that die, and several at once', () => {
  it('do not miss what is changed right after announcements were turned on again', async () => {
    await changes.link('C1');
    await changes.links.stop({ teamId: TEAM, channelId: 'C1' }, 'not_in_channel', () => null);
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    // It has unfollowed the organization, and nobody sees it yet.
    const slow = changes.turn({ beforeCommit: () => held });
    const isUnfollowing = async () =>
      (
        await changes.database.owner.query(
          `SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND objid = 7216420`,
        )
      ).length > 0;
    while (!(await isUnfollowing())) await delay(5);
    const linking = changes.link('C1');
    await lockWaiter(changes.database);
    release();
    await Promise.all([slow, linking]);
    await changes.apply({ userId: person(1) });
    expect(await changes.told()).toEqual(['C1 added 1: Demo Person 001']);
  });

  it('tell each change once, whether a bot dies while it reads or while it stores messages', async () => {
    await changes.link('C1');
    let isDying = false;
    const beforeCommit = async () => {
      if (isDying) throw new Error('killed');
    };
    const announcements = new SlackAnnouncements(changes.database.dataSource, { beforeCommit });
    await announcements.run(drawn);
    isDying = true;
    await changes.apply({ userId: person(1) });
    const failed = async () => (await announcements.run(drawn)).failures.map(({ error }) => String(error));
    expect(await failed()).toEqual(['Error: killed']);
    await changes.turn();
    await changes.makeDue();
    expect(await failed()).toEqual(['Error: killed']);
    expect(await changes.messages()).toEqual([]);
    expect(await changes.told()).toEqual(['C1 added 1: Demo Person 001']);
  });

  it('take turns', async () => {
    await changes.link('C1');
    await changes.apply(...Array.from({ length: 20 }, (_, index) => ({ userId: person(index + 1) })));
    const turns = () => Promise.all(Array.from({ length: 4 }, () => changes.turn({ pieceSize: 3 })));
    for (let round = 0; round < 10; round++) await turns();
    await changes.makeDue();
    await turns();
    expect((await changes.messages()).map((message) => message.changes)).toEqual([
      [expect.stringMatching(/^added 20: /)],
    ]);
  });
});

describe('what fails', () => {
  it('is one message, which is tried again a minute later and holds up no other', async () => {
    await changes.link('C1');
    await changes.link('C2');
    await changes.apply({ userId: person(1) });
    await changes.turn();
    await changes.makeDue();
    const announcements = new SlackAnnouncements(changes.database.dataSource);
    let drawings = 0;
    const failing = (announcement: Announcement) => {
      if (++drawings === 1) throw new Error('cannot be drawn');
      return drawn(announcement);
    };
    expect(await announcements.run(failing)).toMatchObject({
      messages: 1,
      failures: [
        { of: { team_id: TEAM, bundle: expect.stringMatching(/^actor:/) }, error: new Error('cannot be drawn') },
      ],
    });
    expect(await changes.messages()).toHaveLength(1);
    expect(await announcements.run(drawn)).toEqual({ messages: 0, full: false, failures: [] });
    const told = (await changes.told()).sort();
    expect(told).toEqual(['C1 added 1: Demo Person 001', 'C2 added 1: Demo Person 001']);
  });

  it('is one organization, whose events are read in the next turn', async () => {
    await changes.link('C1');
    await changes.apply({ userId: person(1) });
    const announcements = new SlackAnnouncements(changes.database.dataSource);
    await changes.database.owner.query('ALTER TABLE slack_announcements RENAME COLUMN people TO hidden');
    const failed = await announcements.run(drawn);
    expect(failed).toMatchObject({ full: false, failures: [{ of: { organization_id: ORGANIZATION } }] });
    await changes.database.owner.query('ALTER TABLE slack_announcements RENAME COLUMN hidden TO people');
    expect((await announcements.run(drawn)).failures).toEqual([]);
    expect(await changes.told()).toEqual(['C1 added 1: Demo Person 001']);
  });
});

describe('a bot that runs', () => {
  it('reads nothing but the end of the feed while nothing happens', async () => {
    await changes.link('C1');
    await changes.apply({ userId: person(1) });
    const announcements = new SlackAnnouncements(changes.database.dataSource);
    await announcements.run(drawn);
    const query = import.meta.jest.spyOn(changes.database.dataSource, 'query');
    const runner = import.meta.jest.spyOn(changes.database.dataSource, 'createQueryRunner');
    expect(await announcements.run(drawn)).toEqual({ messages: 0, full: false, failures: [] });
    expect([query.mock.calls.length, runner.mock.calls.length]).toEqual([1, 1]);
    query.mockRestore();
    runner.mockRestore();
  });

  it('follows an organization as soon as its workspace is connected again', async () => {
    const { dataSource } = changes.database;
    await changes.link('C1');
    await dataSource.query('UPDATE slack_installations SET organization_id = NULL');
    const announcements = new SlackAnnouncements(dataSource);
    await announcements.run(drawn);
    await changes.apply({ userId: person(1) });
    await dataSource.query(
      `INSERT INTO slack_link_tokens (token_hash, organization_id, actor_type, actor_id, channel, expires_at)
       VALUES ('\\x01', $1, 'user', $2, 'rest', now() + interval '1 minute')`,
      [ORGANIZATION, JANE],
    );
    await dataSource.transaction((tx) => bindWorkspace(tx, TEAM, Buffer.from([1]), 'a'.repeat(32)));
    await changes.apply({ userId: person(2) });
    await announcements.run(drawn);
    await changes.makeDue();
    await announcements.run(drawn);
    expect((await changes.messages()).map((message) => message.changes)).toEqual([['added 1: Demo Person 002']]);
  });
});

it('names twenty changes of a message, and counts the people in the others', async () => {
  const { dataSource } = changes.database;
  await changes.link('C1');
  await dataSource.query(
    `INSERT INTO departments (id, organization_id, name)
     SELECT 'dept_from' || n, $1, 'From ' || n FROM generate_series(1, 30) n`,
    [ORGANIZATION],
  );
  await dataSource.query(
    `INSERT INTO slack_announcements (team_id, channel_id, bundle, change, other_department_id, organization_id,
       department_id, people, user_ids, first_position, trace_id, due_at)
     SELECT $1, 'C1', 'late', 'added', 'dept_from' || n, $2, $3, 2, ARRAY[$4], n, 't', now() FROM generate_series(1, 30) n`,
    [TEAM, ORGANIZATION, DEPARTMENT, JANE],
  );
  await changes.turn();
  const [message] = await changes.messages();
  expect(message?.changes).toHaveLength(20);
  expect(message?.changes[0]).toBe('added 2 (From 1): Jane Smith');
  expect(message?.more).toBe(20);
});
