import { DEPARTMENT, openTestDatabase } from '../database.fixture.js';
import type { LeasedLane } from './webhook-lanes.js';
import { WebhookPurge } from './webhook-purge.js';
import { TestWebhooks } from './webhooks.fixture.js';

const database = await openTestDatabase();
const webhooks = new TestWebhooks().on(database);
const { sql } = webhooks;
afterAll(() => database.close());

it('drops what could not be delivered in 30 days, and deletes it a week later', async () => {
  await webhooks.endpoint();
  await webhooks.add(DEPARTMENT, 1, 2);
  await webhooks.distribute();
  const [lane] = await webhooks.leased();
  await webhooks.succeed(lane as LeasedLane);
  const purge = new WebhookPurge(database.dataSource, 1);
  const age = (days: number) =>
    Promise.all([
      sql('UPDATE webhook_deliveries SET created_at = now() - make_interval(days => $1)', [days]),
      sql('UPDATE webhook_attempts SET at = now() - make_interval(days => $1)', [days]),
    ]);
  await age(29);
  expect(await purge.run()).toEqual({ dropped: 0, deliveries: 0, attempts: 0 });
  await age(31);
  expect(await purge.run()).toEqual({ dropped: 1, deliveries: 0, attempts: 1 });
  expect(await sql('SELECT state FROM webhook_deliveries ORDER BY position')).toEqual([
    { state: 'delivered' },
    { state: 'dropped' },
  ]);
  await sql(`UPDATE webhook_endpoints SET disabled_at = now(), disabled_reason = 'owner'`);
  await sql(
    `INSERT INTO webhook_lanes (endpoint_id, lane, next_attempt_at) SELECT id, 'empty', now() FROM webhook_endpoints`,
  );
  await sql(`UPDATE webhook_deliveries SET state = 'pending', created_at = now()
             WHERE position = (SELECT max(position) FROM webhook_deliveries)`);
  await purge.run();
  expect(await sql('SELECT lane FROM webhook_lanes')).toEqual([{ lane: DEPARTMENT }]);
  expect(await webhooks.lanes.areDue()).toBe(false);
  await age(38);
  expect(await purge.run()).toEqual({ dropped: 1, deliveries: 2, attempts: 0 });
  expect(await sql('SELECT lane FROM webhook_lanes')).toEqual([]);
});
