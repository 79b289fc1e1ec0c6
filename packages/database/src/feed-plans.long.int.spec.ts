import { DEPARTMENT, ORGANIZATION, openTestDatabase } from './database.fixture.js';
import { FeedRelay } from './feed/feed-relay.js';
import { GIVE_POSITIONS } from './feed/feed-statements.js';
import { COLLECT } from './slack/announcements/announcement-statements.js';
import { walkTransaction } from './transactions/planned-transaction.js';
import { DISTRIBUTE } from './webhooks/webhook-distributor.js';
import { TestWebhooks } from './webhooks/webhooks.fixture.js';

const database = await openTestDatabase();
afterAll(() => database.close());

describe('of an audit that is small when it is analyzed', () => {
  const EARLIER = 300;
  const NEW = 100;
  const ENDPOINTS = 3;
  beforeAll(async () => {
    await insertEvents(EARLIER);
    await relay();
    const webhooks = new TestWebhooks().on(database);
    for (let count = 0; count < ENDPOINTS; count++) await webhooks.endpoint();
    await webhooks.sql(
      `INSERT INTO slack_installations (workspace_id, team_id, organization_id, scopes) VALUES ('T1', 'T1', $1, '{}')`,
      [ORGANIZATION],
    );
    await webhooks.sql(
      `INSERT INTO slack_channel_links (team_id, channel_id, organization_id, department_id, linked_by, announcements)
       VALUES ('T1', 'C1', $1, $2, 'usr_x', 'all')`,
      [ORGANIZATION, DEPARTMENT],
    );
    await webhooks.sql(
      `INSERT INTO slack_announcement_cursors (organization_id, position) SELECT $1, last_position FROM feed_relay`,
      [ORGANIZATION],
    );
    await database.owner.query('ANALYZE');
    await insertEvents(NEW);
    await relay();
  });

  it('webhooks read only the events that are new, once for each endpoint', async () => {
    const types = JSON.stringify({ 'member.add': 'department.member.added' });
    expect(await auditEventsRead(DISTRIBUTE, [ENDPOINTS, NEW, types])).toBe(ENDPOINTS * NEW);
  });

  it('announcements read only the events that are new', async () => {
    expect(await auditEventsRead(COLLECT, [ORGANIZATION, 2_000])).toBe(NEW);
  });
});

it('the relay reads only events without a position, however many there are before them', async () => {
  await insertEvents(5_000);
  await relay();
  await database.owner.query('ANALYZE audit_events');
  await insertEvents(100);
  expect(await auditEventsRead(GIVE_POSITIONS, [2_000, 90, null])).toBe(100);
});

async function relay(): Promise<void> {
  while ((await new FeedRelay(database.dataSource, { retentionDays: 90 }).run()).full) {}
}

function insertEvents(events: number): Promise<unknown> {
  return database.dataSource.query(
    `INSERT INTO audit_events (organization_id, department_id, user_id, occurred_at, action, channel, actor_type, actor_id,
       trace_id)
     SELECT $1, $2, 'usr_x', now(), 'member.add', 'rest', 'user', 'usr_x', repeat('0', 32)
     FROM generate_series(1, $3::int)`,
    [ORGANIZATION, DEPARTMENT, events],
  );
}

/** Runs a statement, and counts the rows of the audit that it reads. */
async function auditEventsRead(statement: string, values: readonly unknown[]): Promise<number> {
  const [{ 'QUERY PLAN': plan }] = await walkTransaction(database.dataSource, (tx) =>
    tx.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${statement}`, [...values]),
  );
  const rows = '"Actual Rows":([\\d.]+),"Actual Loops":(\\d+)';
  const reads = JSON.stringify(plan).matchAll(new RegExp(`"Relation Name":"audit_events\\w*".*?${rows}`, 'g'));
  return Array.from(reads, ([, each, loops]) => Math.round(Number(each) * Number(loops))).reduce((sum, n) => sum + n);
}
