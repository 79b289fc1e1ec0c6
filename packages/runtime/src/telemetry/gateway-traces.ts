import { SpanKind, SpanStatusCode, type Tracer } from '@opentelemetry/api';
import type { AnsweredChange, EnqueuedJob, GatewayObserver, Interval, MembershipCommand } from '@roster/domain';
import { below, recordedContext } from './trace-context.js';

/** The attributes of every span of a change, by which its trace can be found. */
export function changeAttributes({ operationId, organizationId, kind }: MembershipCommand): Record<string, string> {
  return { 'roster.operation_id': operationId, 'roster.organization_id': organizationId, 'roster.kind': kind };
}

/** Records the spans of a gateway, in the traces of the requests. */
export class GatewayTraces implements GatewayObserver {
  constructor(private readonly tracer: Tracer) {}

  taken(): void {
    // The span is recorded when the change is answered.
  }

  enqueued(commands: readonly MembershipCommand[], took: Interval, job: EnqueuedJob | null): void {
    for (const command of commands) {
      const span = this.record('send membership.apply', SpanKind.PRODUCER, command, took);
      if (span === null) continue;
      span.setAttributes({
        'messaging.system': 'bullmq',
        'messaging.destination.name': 'membership',
        'messaging.batch.message_count': commands.length,
      });
      if (job === null) span.setStatus({ code: SpanStatusCode.ERROR, message: 'not enqueued' });
      else span.setAttribute('messaging.message.id', job.id);
      span.end(took.startedAt + took.ms);
    }
  }

  answered(command: MembershipCommand, { took, label, lookedUp }: AnsweredChange): void {
    const span = this.record(`submit ${command.kind}`, SpanKind.INTERNAL, command, took);
    if (span === null) return;
    span.setAttributes({ 'roster.outcome': label, 'roster.looked_up': lookedUp });
    span.end(took.startedAt + took.ms);
  }

  private record(name: string, kind: SpanKind, command: MembershipCommand, { startedAt: startTime }: Interval) {
    const parent = recordedContext(command.traceparent);
    if (parent === null) return null;
    return this.tracer.startSpan(name, { kind, startTime, attributes: changeAttributes(command) }, below(parent));
  }
}
