import type { WebhookEndpointId } from '@roster/domain';
import { DEPARTMENT, OTHER_DEPARTMENT } from '../database.fixture.js';
import type { LeasedLane } from './webhook-lanes.js';
import { useWebhooks } from './webhooks.fixture.js';

const webhooks = useWebhooks();
const { sql } = webhooks;
const expireLeases = () => sql(`UPDATE webhook_lanes SET leased_until = now() - interval '1 second'`);

/** An endpoint with lanes that are leased, as many as departments are named, each with an event. */
async function leasedLanes(...departments: string[]): Promise<{ id: WebhookEndpointId; lanes: LeasedLane[] }> {
  const id = await webhooks.endpoint();
  for (const [index, department] of departments.entries()) await webhooks.add(department, index + 1);
  await webhooks.distribute();
  const leased = await webhooks.leased();
  const lanes = departments.map((department) => leased.find(({ lane }) => lane === department) as LeasedLane);
  return { id, lanes };
}

async function leasedLane() {
  const { id, lanes } = await leasedLanes(DEPARTMENT);
  return { id, lane: lanes[0] as LeasedLane };
}

describe('a failed attempt', () => {
  it('of a worker that froze and lost the lane is noted, and has no consequence', async () => {
    const { id, lane } = await leasedLane();
    await sql('UPDATE webhook_lanes SET attempts = 9');
    const frozen = await webhooks.next(lane);
    await expireLeases();
    const [taken] = await webhooks.leased();
    await webhooks.succeed(taken as LeasedLane);
    expect(await webhooks.noteFailure(lane, frozen, { pauseMs: null, endpointPauseMs: 60_000 })).toBeNull();
    expect(await webhooks.noteFailure(lane, frozen, { gone: true })).toBeNull();
    expect(await webhooks.state(id)).toMatchObject({ disabled_at: null, failures: 0, breaker_until: null });
    expect(await sql('SELECT attempts, lease FROM webhook_lanes')).toEqual([{ attempts: 0, lease: taken?.lease }]);
    expect(await sql('SELECT status FROM webhook_attempts ORDER BY id')).toEqual([
      { status: 200 },
      { status: 500 },
      { status: 500 },
    ]);
  });

  it.each([
    ['exhausted', { pauseMs: null }],
    ['gone', { gone: true }],
  ])('at a URL that was replaced meanwhile does not disable the endpoint: %s', async (_, consequence) => {
    const { id, lane } = await leasedLane();
    await sql('UPDATE webhook_lanes SET attempts = 9');
    const old = await webhooks.next(lane);
    await sql(`UPDATE webhook_endpoints SET url = 'https://new.example.com'`);
    await sql('UPDATE webhook_lanes SET attempts = 0');
    expect(await webhooks.noteFailure(lane, old, consequence)).toBeNull();
    expect(await webhooks.state(id)).toMatchObject({ disabled_at: null, failures: 0 });
    const [again] = await webhooks.leased();
    expect(await webhooks.next(again as LeasedLane)).toMatchObject({ url: 'https://new.example.com', attempts: 0 });
  });

  it('is not the tenth when the attempts began anew meanwhile: the lane is due at once', async () => {
    const { id, lane } = await leasedLane();
    await sql('UPDATE webhook_lanes SET attempts = 9');
    const next = await webhooks.next(lane);
    await sql('UPDATE webhook_lanes SET attempts = 0');
    expect(await webhooks.noteFailure(lane, next, { pauseMs: null })).toBeNull();
    expect(await webhooks.state(id)).toMatchObject({ disabled_at: null, failures: 1 });
    expect(await webhooks.leased()).toHaveLength(1);
  });
});

describe('a success', () => {
  it.each([
    ['', 'scheduled_at'],
    [', also after a failure that an earlier version noted', 'NULL'],
  ])('wakes the other lanes, and the attempt that each makes early is not one of its ten%s', async (_, noted) => {
    const { lanes } = await leasedLanes(DEPARTMENT, OTHER_DEPARTMENT);
    const [failing, working] = lanes as [LeasedLane, LeasedLane];
    await sql('UPDATE webhook_lanes SET attempts = 3 WHERE lane = $1', [DEPARTMENT]);
    await sql('UPDATE webhook_endpoints SET failures = 4');
    await webhooks.fail(failing);
    const schedule = () => sql('SELECT attempts, scheduled_at FROM webhook_lanes WHERE lane = $1', [DEPARTMENT]);
    const before = await schedule();
    expect(before).toEqual([{ attempts: 4, scheduled_at: expect.any(Date) }]);
    await sql(`UPDATE webhook_lanes SET scheduled_at = ${noted}`);
    await sql('UPDATE webhook_endpoints SET breaker_until = NULL');
    await webhooks.succeed(working);
    const [woken] = await webhooks.leased();
    expect(await webhooks.next(woken as LeasedLane)).toMatchObject({ attempts: 4, failures: 0 });
    await webhooks.fail(woken as LeasedLane, { pauseMs: null });
    expect(await schedule()).toEqual(before);
    expect(await sql('SELECT next_attempt_at = scheduled_at AS waits FROM webhook_lanes WHERE attempts = 4')).toEqual([
      { waits: true },
    ]);
  });

  it('again and again beside departments that always fail does not keep those from their tenth attempt', async () => {
    const { id, lanes } = await leasedLanes(DEPARTMENT);
    const busy = lanes[0] as LeasedLane;
    await webhooks.fillLanes(id, 6);
    let requests = 0;
    /** Each failing department once, if it is due; then the busy one, whose success ends the failures of the endpoint. */
    const round = async () => {
      await sql('UPDATE webhook_endpoints SET failures = 0, breaker_until = NULL');
      for (const lane of await webhooks.leased()) {
        const { attempts } = await webhooks.next(lane);
        requests += 1;
        const disabled = await webhooks.fail(lane, attempts === 9 ? { pauseMs: null } : {});
        if (disabled) return disabled;
        await sql('UPDATE webhook_endpoints SET breaker_until = NULL');
      }
      await sql(`UPDATE webhook_deliveries SET state = 'pending' WHERE lane = $1`, [DEPARTMENT]);
      await webhooks.succeed(busy);
      return null;
    };
    for (let step = 1; step < 10; step++) {
      for (let time = 1; time <= 3; time++) expect(await round()).toBeNull();
      await sql(`UPDATE webhook_lanes SET next_attempt_at = now(), scheduled_at = now() WHERE lane LIKE 'dept\\__'`);
    }
    expect(await round()).toMatchObject({ id, reason: 'exhausted' });
    expect(requests).toBeLessThanOrEqual(6 * 2 * 10);
  });

  it('of a request from before a failure does not end the pause that the receiver asked for then', async () => {
    const { id, lanes } = await leasedLanes(DEPARTMENT, OTHER_DEPARTMENT);
    const [one, other] = lanes as [LeasedLane, LeasedLane];
    await sql('UPDATE webhook_endpoints SET failures = 1');
    const older = await webhooks.next(one);
    await webhooks.fail(other, { endpointPauseMs: 3_600_000 });
    await webhooks.noteSuccess(one, older);
    const { failures, breaker_until } = await webhooks.state(id);
    expect(failures).toBe(2);
    expect(breaker_until.getTime()).toBeGreaterThan(Date.now() + 3_000_000);
  });

  it('leaves a delivery pending that a replay has made anew meanwhile', async () => {
    const { id, lane } = await leasedLane();
    const { distributed_to: end } = await webhooks.state(id);
    const first = await webhooks.next(lane);
    await sql('UPDATE webhook_endpoints SET distributed_to = $2 - 1 WHERE id = $1', [id, end]);
    expect(await webhooks.distribute()).toMatchObject({ deliveries: 1 });
    await webhooks.noteSuccess(lane, first);
    await webhooks.attempts.drop(lane, first);
    expect(await sql('SELECT state FROM webhook_deliveries')).toEqual([{ state: 'pending' }]);
    await webhooks.succeed(lane);
    expect(await sql('SELECT state FROM webhook_deliveries')).toEqual([{ state: 'delivered' }]);
  });
});
