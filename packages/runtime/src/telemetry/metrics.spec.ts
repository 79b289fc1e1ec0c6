import { processSampleSchema } from '@roster/domain';
import { addCommand } from '@roster/local-stack';
import { BatchMetrics } from './batch-metrics.js';
import { GatewayMetrics } from './gateway-metrics.js';
import { HttpMetrics, watchConnections } from './http-metrics.js';
import { createRegistry, identifyProcess, watchDroppedRecords, watchPool } from './process-metrics.js';

const took = (ms: number) => ({ startedAt: 1_000_000, ms });
const registry = () => createRegistry(identifyProcess('api'));

test('a sample tells what happened since the one before, not since the start', async () => {
  const metrics = new GatewayMetrics(registry());
  const add = addCommand();
  metrics.taken();
  metrics.taken();
  metrics.answered(add, { took: took(3), label: 'added', lookedUp: false });
  const first = await metrics.sample();
  expect(first).toMatchObject({ outcomes: { added: 1 }, in_flight: 1, lost_replies: 0 });
  expect(first.end_to_end_ms.sum).toBeCloseTo(3);

  metrics.answered(add, { took: took(40), label: 'OVERLOADED', lookedUp: true });
  metrics.taken();
  metrics.answered(add, { took: took(60_000), label: 'OVERLOADED', lookedUp: false });
  const second = await metrics.sample();
  expect(second).toMatchObject({ outcomes: { OVERLOADED: 2 }, in_flight: 0, lost_replies: 1 });
  const { bounds, counts } = second.end_to_end_ms;
  expect(counts).toHaveLength(bounds.length + 1);
  expect(counts[bounds.indexOf(50)]).toBe(1);
  expect(counts.at(-1)).toBe(1);
  expect(counts.reduce((sum, count) => sum + count)).toBe(2);
});

test('a failure is counted from nought, so that an alert on its rise sees the first', async () => {
  const metrics = registry();
  const batches = new BatchMetrics(metrics);
  expect(await metrics.metrics()).toContain('roster_operations_failed_total 0');
  batches.countFailed(2);
  expect(await metrics.metrics()).toContain('roster_operations_failed_total 2');
});

test('a batch is counted by its outcomes, and timed by its steps', async () => {
  const metrics = new BatchMetrics(registry());
  const commands = [
    addCommand({ submittedAt: new Date(999_980).toISOString() }),
    addCommand({ submittedAt: new Date(999_990).toISOString() }),
  ];
  const results = new Map(
    commands.map(({ operationId }) => [
      operationId,
      { operationId, requestHash: null, outcome: { status: 'removed' } as const },
    ]),
  );
  metrics.inFlight(2);
  metrics.batchEnded({
    commands,
    jobIds: ['1', null],
    took: took(5),
    statements: [
      { name: 'apply-memberships', took: took(3) },
      { name: 'COMMIT', took: took(2) },
    ],
    results,
    reply: took(1),
  });
  metrics.batchEnded({ commands, jobIds: ['1', null], took: took(5), statements: [], results: null, reply: null });
  metrics.countRelayed(1);
  const sample = await metrics.sample();
  expect(sample).toMatchObject({ outcomes: { removed: 2 }, in_flight: 2, relayed: 1 });
  expect([sample.apply_ms.sum, sample.commit_ms.sum, sample.reply_ms.sum]).toEqual([3, 2, 1]);
  expect(sample.queue_wait_ms.sum).toBe(30);
  expect(sample.batch_size.counts[sample.batch_size.bounds.indexOf(2)]).toBe(1);
  const whole = { interval_ms: 10_000, event_loop_lag_ms: 1, memory_bytes: 1, worker: sample };
  expect(processSampleSchema.parse(whole)).toEqual(whole);
});

test('what callers make up becomes no label', async () => {
  const metrics = registry();
  const http = new HttpMetrics(metrics);
  http.ended({ method: 'PROPFIND', route: undefined, status: 404, code: 'ROUTE_NOT_FOUND', ms: 1 });
  http.ended({ method: 'GET', route: '/v1', status: 200, code: null, ms: 1 });
  expect(await metrics.metrics()).toContain(
    'roster_http_requests_total{method="OTHER",route="none",status="404",code="ROUTE_NOT_FOUND"} 1',
  );
  expect(await http.sample()).toEqual({ '4xx': 1, '2xx': 1 });
});

test('what is kept elsewhere is read when it is asked for', async () => {
  const metrics = registry();
  let dropped = 2;
  watchDroppedRecords(metrics, () => dropped);
  watchConnections(metrics, { open: async () => 7, dropped: () => dropped });
  watchPool(metrics, () => ({ total: 10, idle: 4, waiting: 3 }));
  expect(await metrics.metrics()).toContain('roster_change_records_dropped_total 2');
  dropped = 5;
  const text = await metrics.metrics();
  expect(text).toContain('roster_change_records_dropped_total 5');
  expect(text).toContain('roster_http_connections_dropped_total 5');
  expect(text).toContain('roster_http_connections 7');
  expect(text).toContain('roster_database_connections{state="busy"} 6');
  expect(text).toContain('roster_database_connection_waiters 3');
});
