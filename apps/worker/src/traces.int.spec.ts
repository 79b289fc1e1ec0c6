import { InMemorySpanExporter, type ReadableSpan, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { addCommand, describeWithRedis } from '@roster/local-stack';
import { formatTraceparent, GatewayTraces, identifyProcess, RequestTraces, traceTo } from '@roster/runtime';
import { type RunningWorker, startWorker } from './worker.fixture.js';

const ENDED = { name: 'POST', status: 201, errorCode: null, attributes: {} };

/** The same promises on every backend. */
function suite(redisUrl: string | undefined): void {
  const exporter = new InMemorySpanExporter();
  let running: RunningWorker;
  let requests: RequestTraces;

  beforeAll(async () => {
    const tracing = await traceTo(identifyProcess('worker'), new SimpleSpanProcessor(exporter));
    requests = new RequestTraces(tracing.tracer);
    const observers = [new GatewayTraces(tracing.tracer)];
    running = await startWorker({ env: { REDIS_URL: redisUrl }, tracing, observers });
  });

  afterAll(() => running.close());

  beforeEach(async () => {
    await running.database.query('DELETE FROM department_members');
    exporter.reset();
  });

  /** Adds one person as a request with a span does; resolves with the span's id when the request is answered. */
  async function add(number: number, caller?: string): Promise<{ traceId: string; spanId: string }> {
    const request = requests.begin(caller);
    const { traceId, parentId: spanId } = request.context;
    const command = addCommand({
      userId: `usr_demo${String(number).padStart(3, '0')}`,
      traceId,
      traceparent: formatTraceparent(request.context),
    });
    expect(await running.gateway.submit(command, { waitMs: 10_000 })).toMatchObject({ state: 'settled' });
    request.end(ENDED);
    return { traceId, spanId };
  }

  /** The spans, once those that end after the answer have ended, too. */
  async function spans(enough: (spans: ReadableSpan[]) => boolean): Promise<ReadableSpan[]> {
    for (;;) {
      const finished = exporter.getFinishedSpans();
      if (enough(finished)) return finished;
      await new Promise(setImmediate);
    }
  }

  const ofTrace = (all: ReadableSpan[], traceId: string) =>
    all.filter((span) => span.spanContext().traceId === traceId);
  const named = (all: ReadableSpan[], spanName: string) => all.filter((span) => span.name === spanName);
  const parentOf = (all: ReadableSpan[], span: ReadableSpan | undefined) =>
    all.find((other) => other.spanContext().spanId === span?.parentSpanContext?.spanId)?.name;
  const linkedIds = (span: ReadableSpan | undefined) => span?.links.map(({ context }) => context.spanId) ?? [];

  it('one add is one trace, from the request over the job to the statements and back', async () => {
    const { traceId, spanId } = await add(1);
    const isWhole = (some: ReadableSpan[]) =>
      ['process membership.apply', 'batch', 'reply'].every((span) => named(some, span).length === 1);
    const finished = await spans((some) => isWhole(ofTrace(some, traceId)));
    const all = ofTrace(finished, traceId);
    expect(Object.fromEntries(all.map((span) => [span.name, parentOf(all, span)]))).toEqual({
      POST: undefined,
      'submit member.add': 'POST',
      'send membership.apply': 'POST',
      'process membership.apply': 'POST',
      apply: 'process membership.apply',
      batch: 'apply',
      'apply-memberships': 'batch',
      COMMIT: 'batch',
      reply: 'batch',
    });
    expect(named(all, 'POST')[0]?.spanContext().spanId).toBe(spanId);
    expect(named(all, 'apply')[0]?.attributes).toMatchObject({
      'roster.outcome': 'added',
      'roster.kind': 'member.add',
    });
    expect(named(all, 'COMMIT')[0]?.attributes).toMatchObject({ 'db.system.name': 'postgresql' });
  });

  it('adds that go together share a batch with a link to each request, and each has its apply in its own trace', async () => {
    const asked = await Promise.all(Array.from({ length: 12 }, (_, index) => add(index + 1)));
    const all = await spans((some) => named(some, 'apply').length === 12);
    const applies = named(all, 'apply');
    expect(new Set(applies.map((span) => span.spanContext().traceId))).toEqual(
      new Set(asked.map(({ traceId }) => traceId)),
    );
    const batches = named(all, 'batch').filter((span) => Number(span.attributes['roster.batch.commands']) > 1);
    expect(batches.length).toBeGreaterThan(0);
    for (const batch of batches) {
      expect(batch.parentSpanContext).toBeUndefined();
      const own = applies.filter((span) => linkedIds(span).includes(batch.spanContext().spanId));
      expect(own).toHaveLength(Number(batch.attributes['roster.batch.commands']));
      const requestsOfBatch = asked.filter(({ traceId }) => own.some((span) => span.spanContext().traceId === traceId));
      expect(linkedIds(batch)).toEqual(expect.arrayContaining(requestsOfBatch.map(({ spanId }) => spanId)));
      expect(all.filter((span) => parentOf(all, span) === 'batch').map((span) => span.name)).toContain('COMMIT');
    }
    const job = named(
      await spans((some) => named(some, 'process membership.apply').some(isRoot)),
      'process membership.apply',
    ).find(isRoot);
    expect(linkedIds(job).length).toBe(Number(job?.attributes['messaging.batch.message_count']));
  });

  it('what the caller does not record is not recorded here', async () => {
    await add(1, '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00');
    const { traceId } = await add(2, '00-4bf92f3577b34da6a3ce929d0e0e4737-00f067aa0ba902b7-01');
    const all = await spans((some) => named(some, 'process membership.apply').length === 1);
    expect(traceId).toBe('4bf92f3577b34da6a3ce929d0e0e4737');
    expect(new Set(all.map((span) => span.spanContext().traceId))).toEqual(new Set([traceId]));
    expect(named(all, 'POST')[0]?.parentSpanContext?.spanId).toBe('00f067aa0ba902b7');
  });
}

function isRoot(span: ReadableSpan): boolean {
  return span.parentSpanContext === undefined;
}

describe('traces with the queue on Postgres', () => suite(undefined));
describeWithRedis('traces with the queue on Redis', (redisUrl) => suite(redisUrl && `${redisUrl}/5`));
