import {
  type Context,
  type Link,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  type Tracer,
} from '@opentelemetry/api';
import {
  type MembershipCommand,
  type ObservedBatch,
  type ObservedJob,
  outcomeLabel,
  type WorkerObserver,
} from '@roster/domain';
import { changeAttributes } from './gateway-traces.js';
import { below, recordedContext } from './trace-context.js';

/**
 * Records the spans of a worker. A job and a batch can each serve several requests. What serves one request is in that
 * request's trace; what serves several begins a trace of its own, with a link to the span of each request.
 *
 *     request > process job > apply > batch > statements, reply             one command
 *     request > apply (link to batch); batch (links to requests and jobs) > statements, reply      several
 */
export class BatchTraces implements WorkerObserver {
  private readonly jobs = new Map<string, { readonly span: Span; readonly single: boolean }>();

  constructor(private readonly tracer: Tracer) {}

  jobBegan({ id, name, attempts, commands }: ObservedJob): void {
    const requests = contextsOf(commands);
    const [first] = requests;
    if (first === undefined) return;
    const single = commands.length === 1;
    const attributes = {
      'messaging.system': 'bullmq',
      'messaging.destination.name': 'membership',
      'messaging.message.id': id,
      'messaging.batch.message_count': commands.length,
      'roster.attempt': attempts,
    };
    const span = this.tracer.startSpan(
      `process ${name}`,
      { kind: SpanKind.CONSUMER, attributes, links: single ? [] : linksTo(requests) },
      single ? below(first) : ROOT_CONTEXT,
    );
    this.jobs.set(id, { span, single });
  }

  jobEnded({ id }: ObservedJob, error: unknown): void {
    const job = this.jobs.get(id);
    this.jobs.delete(id);
    if (error !== undefined) job?.span.setStatus({ code: SpanStatusCode.ERROR, message: String(error) });
    job?.span.end();
  }

  batchEnded(batch: ObservedBatch): void {
    const requests = contextsOf(batch.commands);
    if (requests.length === 0) return;
    const several = batch.commands.length > 1;
    const end = batch.took.startedAt + batch.took.ms;
    const single = several ? null : this.beginApply(batch, 0);
    const batchSpan = this.tracer.startSpan(
      'batch',
      {
        startTime: batch.took.startedAt,
        attributes: { 'roster.batch.commands': batch.commands.length },
        links: several ? linksTo([...requests, ...this.jobContexts(batch)]) : [],
      },
      single === null ? ROOT_CONTEXT : below(single.spanContext()),
    );
    this.recordSteps(batch, below(batchSpan.spanContext()));
    if (batch.results === null) batchSpan.setStatus({ code: SpanStatusCode.ERROR, message: 'rolled back' });
    batchSpan.end(batch.reply === null ? end : batch.reply.startedAt + batch.reply.ms);

    if (single !== null) this.endApply(single, batch, 0);
    else
      for (const index of batch.commands.keys()) {
        const apply = this.beginApply(batch, index, linksTo([batchSpan.spanContext()]));
        if (apply !== null) this.endApply(apply, batch, index);
      }
  }

  private recordSteps({ statements, reply }: ObservedBatch, parent: Context): void {
    for (const { name, took } of statements) {
      const attributes = { 'db.system.name': 'postgresql', 'db.operation.name': name };
      this.tracer
        .startSpan(name, { kind: SpanKind.CLIENT, startTime: took.startedAt, attributes }, parent)
        .end(took.startedAt + took.ms);
    }
    if (reply === null) return;
    this.tracer
      .startSpan('reply', { kind: SpanKind.PRODUCER, startTime: reply.startedAt }, parent)
      .end(reply.startedAt + reply.ms);
  }

  private beginApply({ commands, jobIds, took }: ObservedBatch, index: number, links: Link[] = []): Span | null {
    const command = commands[index];
    const request = recordedContext(command?.traceparent);
    if (command === undefined || request === null) return null;
    const job = this.jobs.get(jobIds[index] ?? '');
    const attributes = { ...changeAttributes(command), 'roster.job_id': jobIds[index] ?? 'relay' };
    const parent = job?.single ? job.span.spanContext() : request;
    return this.tracer.startSpan('apply', { startTime: took.startedAt, attributes, links }, below(parent));
  }

  private endApply(span: Span, { commands, took, results, reply }: ObservedBatch, index: number): void {
    const result = results?.get(commands[index]?.operationId as MembershipCommand['operationId']);
    if (result) span.setAttribute('roster.outcome', outcomeLabel(result.outcome));
    else span.setStatus({ code: SpanStatusCode.ERROR, message: 'rolled back' });
    span.end(reply === null ? took.startedAt + took.ms : reply.startedAt + reply.ms);
  }

  private jobContexts({ jobIds }: ObservedBatch): SpanContext[] {
    return [...new Set(jobIds)].flatMap((id) => {
      const job = this.jobs.get(id ?? '');
      return job ? [job.span.spanContext()] : [];
    });
  }
}

function contextsOf(commands: readonly MembershipCommand[]): SpanContext[] {
  return commands.flatMap(({ traceparent }) => recordedContext(traceparent) ?? []);
}

function linksTo(contexts: readonly SpanContext[]): Link[] {
  return contexts.map((context) => ({ context }));
}
