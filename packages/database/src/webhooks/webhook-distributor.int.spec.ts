import { setTimeout as delay } from 'node:timers/promises';
import { DEPARTMENT, ORGANIZATION, OTHER_DEPARTMENT, person } from '../database.fixture.js';
import { heldCommit, useWebhooks } from './webhooks.fixture.js';

const webhooks = useWebhooks();
const { sql } = webhooks;

const deliveries = async (): Promise<{ endpoint_id: string; lane: string; user_id: string; state: string }[]> =>
  sql(
    `SELECT d.endpoint_id, d.lane, a.user_id, d.state FROM webhook_deliveries d JOIN audit_events a ON a.id = d.event_id
     ORDER BY d.endpoint_id, d.position`,
  );

it('makes one delivery of each event that an endpoint wants, and opens its lane', async () => {
  const all = await webhooks.endpoint();
  const below = await webhooks.endpoint({ departmentId: 'dept_root01' });
  const other = await webhooks.endpoint({ departmentId: OTHER_DEPARTMENT });
  const none = await webhooks.endpoint({ types: ['department.member.removed'] });
  await webhooks.add(DEPARTMENT, 1);
  await webhooks.add(OTHER_DEPARTMENT, 2);
  expect(await webhooks.distribute()).toEqual({ deliveries: 5, full: false });
  const [one, two] = [
    { lane: DEPARTMENT, user_id: person(1), state: 'pending' },
    { lane: OTHER_DEPARTMENT, user_id: person(2), state: 'pending' },
  ];
  expect(await deliveries()).toEqual([
    { endpoint_id: all, ...one },
    { endpoint_id: all, ...two },
    { endpoint_id: below, ...one },
    { endpoint_id: below, ...two },
    { endpoint_id: other, ...two },
  ]);
  expect(await webhooks.leased()).toHaveLength(5);
  expect(await webhooks.distribute()).toEqual({ deliveries: 0, full: false });
  const [{ distributed_to: end }, unwanted] = [await webhooks.state(all), await webhooks.state(none)];
  expect(unwanted.distributed_to).toBe(end);
});

it('goes on piece by piece, and leaves no trace of a turn that was not committed', async () => {
  await webhooks.endpoint();
  await webhooks.add(DEPARTMENT, 1, 2, 3);
  const killed = webhooks.distribute({ beforeCommit: () => Promise.reject(new Error('killed')) });
  await expect(killed).rejects.toThrow('killed');
  expect(await deliveries()).toEqual([]);
  expect(await webhooks.distribute({ events: 2 })).toEqual({ deliveries: 2, full: true });
  expect(await webhooks.distribute({ events: 2 })).toEqual({ deliveries: 1, full: false });
  expect((await deliveries()).map(({ user_id }) => user_id)).toEqual([1, 2, 3].map(person));
});

it('takes turns: of two at once, one makes all deliveries', async () => {
  await webhooks.endpoint();
  await webhooks.add(DEPARTMENT, 1, 2);
  const held = heldCommit();
  const slow = webhooks.distribute(held.options);
  await held.begun;
  expect(await webhooks.distribute()).toEqual({ deliveries: 0, full: false });
  held.release();
  expect(await slow).toMatchObject({ deliveries: 2 });
  expect(await deliveries()).toHaveLength(2);
});

it('stops before an event of a newer version, and passes over what is too old to be delivered', async () => {
  const id = await webhooks.endpoint();
  await webhooks.add(DEPARTMENT, 1, 2);
  await webhooks.database.owner.query(
    `UPDATE feed_events SET occurred_at = now() - interval '31 days'
     WHERE position = (SELECT distributed_to + 1 FROM webhook_endpoints WHERE id = $1)`,
    [id],
  );
  await sql(
    `INSERT INTO audit_events (organization_id, occurred_at, action, channel, actor_type, actor_id, trace_id)
     VALUES ($1, now(), 'thing.invented', 'rest', 'user', 'usr_x', repeat('0', 32))`,
    [ORGANIZATION],
  );
  await webhooks.add(DEPARTMENT, 3);
  expect(await webhooks.distribute()).toEqual({ deliveries: 1, full: false });
  expect((await deliveries()).map(({ user_id }) => user_id)).toEqual([person(2)]);
});

it('makes deliveries pending again when an endpoint was set back', async () => {
  const id = await webhooks.endpoint();
  const { distributed_to: start } = await webhooks.state(id);
  await webhooks.add(DEPARTMENT, 1, 2);
  await webhooks.distribute();
  const [lane] = await webhooks.leased();
  if (!lane) throw new Error('no lane');
  await webhooks.succeed(lane);
  await webhooks.succeed(lane);
  await webhooks.lanes.finish(lane);
  expect((await deliveries()).map(({ state }) => state)).toEqual(['delivered', 'delivered']);
  await sql('UPDATE webhook_endpoints SET distributed_to = $2 WHERE id = $1', [id, start]);
  expect(await webhooks.distribute()).toEqual({ deliveries: 2, full: false });
  expect((await deliveries()).map(({ state }) => state)).toEqual(['pending', 'pending']);
  expect(await webhooks.leased()).toHaveLength(1);
});

it('goes back to what a restore replaced: the events that have these positions now are delivered', async () => {
  const id = await webhooks.endpoint();
  await webhooks.add(DEPARTMENT, 1, 2);
  await webhooks.distribute();
  // As in a backup from before the second event, restored into another table.
  await webhooks.database.owner.query('UPDATE feed_relay SET last_position = last_position - 1');
  await webhooks.database.owner.query(
    'DELETE FROM feed_events WHERE position > (SELECT last_position FROM feed_relay)',
  );
  await webhooks.database.owner.query(`UPDATE feed_epochs SET origin = 'another cluster'`);
  await webhooks.add(DEPARTMENT, 3);
  expect(await webhooks.distribute()).toEqual({ deliveries: 1, full: false });
  expect((await deliveries()).map(({ user_id }) => user_id)).toEqual([person(1), person(3)]);
  expect((await webhooks.state(id)).distributed_epoch).toBe(2);
});

it('never loses the lane of an event that comes while an empty lane is being removed', async () => {
  await webhooks.endpoint();
  await webhooks.add(DEPARTMENT, 1);
  await webhooks.distribute();
  const [lane] = await webhooks.leased();
  if (!lane) throw new Error('no lane');
  await webhooks.succeed(lane);
  await webhooks.add(DEPARTMENT, 2);
  const held = heldCommit();
  const distributing = webhooks.distribute(held.options);
  await held.begun;
  const finishing = webhooks.lanes.finish(lane);
  expect(await Promise.race([finishing, delay(200, 'waits')])).toBe('waits');
  held.release();
  await Promise.all([distributing, finishing]);
  expect(await webhooks.leased()).toMatchObject([{ lane: DEPARTMENT }]);
});
