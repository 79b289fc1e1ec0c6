import type { AuditEvent, ChangeRequestRow, Operation } from '@roster/database';
import type { FoundJob } from '../queues/queue-inspector.js';
import type { ChangeHistory } from './change-history.js';
import { timelineOf } from './timeline.js';
import { verdictOf } from './verdict.js';

const BEGAN = Date.parse('2026-01-02T03:04:05.000Z');
const at = (ms: number) => new Date(BEGAN + ms);
const NOW = at(4_000);

const request = (change: Partial<ChangeRequestRow> = {}) =>
  ({
    trace_id: 'trace',
    operation_id: 'op_1',
    route: 'POST /v1/…/members',
    actor_type: 'api_key',
    actor_id: 'key_1',
    node: 'host:1:api',
    received_at: at(0),
    enqueued_at: at(1),
    job_id: '17',
    replied_at: at(14),
    status: 201,
    error_code: null,
    ...change,
  }) as ChangeRequestRow;

const operation = (change: Partial<Operation> = {}) =>
  ({
    id: 'op_1',
    kind: 'member.add',
    state: 'done',
    result: { status: 'added' },
    attempts: 0,
    relays: 0,
    relay_at: null,
    created_at: at(0),
    finished_at: at(12),
    items_total: null,
    items_added: null,
    items_rejected: null,
    ...change,
  }) as Operation;

const job = (change: Partial<FoundJob> = {}): FoundJob => ({
  queue: 'membership',
  id: '17',
  state: 'waiting',
  operationIds: ['op_1'],
  commands: 3,
  attemptsMade: 0,
  stalls: 0,
  addedAt: at(2),
  processedAt: null,
  finishedAt: null,
  failedReason: null,
  ...change,
});

const event = {
  id: '1',
  action: 'member.add',
  occurred_at: at(11),
  actor_type: 'api_key',
  actor_id: 'key_1',
  channel: 'rest',
} as AuditEvent;

const history = (change: Partial<ChangeHistory> = {}): ChangeHistory => ({
  operationId: 'op_1',
  traceId: 'trace',
  requests: [],
  operation: null,
  job: null,
  audit: [],
  ...change,
});

const accepted = { state: 'accepted', result: null, finished_at: null, relay_at: at(3_000) } as const;
const bulk = { kind: 'member.bulk_add', items_total: 10, items_added: 7, items_rejected: 2 } as const;
const duplicate = { status: 'rejected', code: 'DEPARTMENT_MEMBERSHIP_DUPLICATE', details: {} } as const;

it.each<[string, Partial<ChangeHistory>, string]>([
  [
    'added',
    { operation: operation(), requests: [request()] },
    'Added 12 ms after it was requested; the caller got 201.',
  ],
  [
    'added just now, its request on its way into the records',
    { operation: operation() },
    'Added 12 ms after it was requested; the answer to the caller is not recorded yet.',
  ],
  [
    'added, its request forgotten',
    { operation: operation({ created_at: at(-60_000), finished_at: at(-59_988) }) },
    'Added 12 ms after it was requested; the answer to the caller is not recorded.',
  ],
  [
    'refused',
    { operation: operation({ result: duplicate }), requests: [request({ status: 409, error_code: duplicate.code })] },
    'Refused: DEPARTMENT_MEMBERSHIP_DUPLICATE. This user is already a member of the department. Nothing was changed; the caller got 409.',
  ],
  [
    'failed',
    { operation: operation({ state: 'failed', result: { status: 'failed', reason: 'It broke.' } }) },
    'Failed, and nothing was changed: It broke.',
  ],
  [
    'cancelled',
    { operation: operation({ state: 'cancelled', result: { status: 'cancelled' } }) },
    'Cancelled 12 ms after it was requested; nothing was changed.',
  ],
  [
    'accepted',
    { operation: operation(accepted) },
    'Accepted. Waiting for a worker since 2026-01-02T03:04:05.000Z (4 s).',
  ],
  [
    'being processed',
    { operation: operation(accepted), job: job({ state: 'active', processedAt: at(20) }) },
    'Accepted. A worker has been processing it since 2026-01-02T03:04:05.020Z.',
  ],
  [
    'a bulk',
    { operation: operation({ ...bulk, result: { status: 'applied' } }) },
    'The bulk ended after 12 ms: 7 of 10 people were added, 2 refused.',
  ],
  [
    'a bulk under way',
    { operation: operation({ ...bulk, ...accepted }) },
    'Accepted. Waiting for a worker since 2026-01-02T03:04:05.000Z (4 s). 9 of 10 people have their result.',
  ],
  ['only a job', { job: job() }, 'In the queue since 2026-01-02T03:04:05.002Z (4 s): its job 17 is waiting.'],
  [
    'a job that failed',
    { job: job({ state: 'failed', attemptsMade: 10, failedReason: 'no database' }) },
    'Its job 17 failed after 10 attempts: no database',
  ],
  [
    'refused before the queue',
    {
      operationId: null,
      requests: [request({ operation_id: null, enqueued_at: null, status: 401, error_code: 'UNAUTHENTICATED' })],
    },
    'Never reached the queue: 401 UNAUTHENTICATED, answered 14 ms after it was received.',
  ],
  [
    'overloaded',
    { requests: [request({ enqueued_at: null, status: 503, error_code: 'OVERLOADED' })] },
    'Never reached the queue: 503 OVERLOADED, answered 14 ms after it was received.',
  ],
  [
    'given up by its caller before the queue',
    { requests: [request({ operation_id: null, enqueued_at: null, status: 499, error_code: 'REQUEST_TIMEOUT' })] },
    'The caller disconnected before the answer, which was ready 14 ms after the request was received. It never reached the queue.',
  ],
  [
    'given up by its caller in the queue',
    { requests: [request({ status: 499 })] },
    'The caller disconnected before the answer, which was ready 14 ms after the request was received. It was queued; its outcome is not known here, or has been purged.',
  ],
  [
    'not answered yet',
    { requests: [request({ replied_at: null, status: null })] },
    'Received 4 s ago and not answered yet.',
  ],
  [
    'only the audit',
    { audit: [event] },
    'member.add was applied at 2026-01-02T03:04:05.011Z, according to the audit log.',
  ],
  ['nothing', {}, 'Nothing is known about this.'],
])('%s: one sentence says where it is and why', (_, change, sentence) => {
  expect(verdictOf(history(change), NOW).sentence).toBe(sentence);
});

it('a queued change whose caller has disconnected, and whose outcome is unknown, comes with what the caller can do', () => {
  const adviceFor = (change: Partial<ChangeRequestRow>) =>
    verdictOf(history({ requests: [request({ status: 499, ...change })] }), NOW).advice;
  expect(adviceFor({})).toContain('same Idempotency-Key');
  expect(adviceFor({ enqueued_at: null })).toBeUndefined();
});

it('a change that was made while its caller got an error comes with what the caller can do', () => {
  const unsure = { operation: operation(), requests: [request({ status: 503, error_code: 'SERVICE_UNAVAILABLE' })] };
  expect(verdictOf(history(unsure), NOW).advice).toContain('same Idempotency-Key');
});

it('the timeline is in the order of time, with what passed between', () => {
  const whole = history({
    operation: operation(),
    requests: [request()],
    job: job({ state: 'completed', processedAt: at(5), finishedAt: at(15), attemptsMade: 1 }),
    audit: [event],
  });
  expect(timelineOf(whole).map(({ title, after }) => [title, after])).toEqual([
    ['Received', null],
    ['Queued as job 17', 2],
    ['Job 17 started by a worker', 3],
    ['Audited: member.add', 6],
    ['Committed: added', 1],
    ['Answered with 201', 2],
    ['Job 17 done', 1],
  ]);
});

it('a request that came twice shows twice, and a job links into bull-board', () => {
  const twice = history({
    operation: operation(),
    requests: [request(), request({ received_at: at(50), enqueued_at: null, replied_at: at(52) })],
  });
  expect(timelineOf(twice).filter(({ title }) => title === 'Received')).toHaveLength(2);
  const [added] = timelineOf(history({ job: job({ queue: 'a/b' }) }));
  expect(added).toMatchObject({ title: 'Queued as job 17', href: '/ops/queues/queue/a%2Fb/17' });
});
