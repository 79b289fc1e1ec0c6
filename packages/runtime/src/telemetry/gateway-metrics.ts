import type {
  AnsweredChange,
  EnqueuedJob,
  ErrorCode,
  GatewayObserver,
  Interval,
  MembershipCommand,
  ProcessSample,
} from '@roster/domain';
import { Counter, Histogram, type Registry } from 'prom-client';
import { CounterDelta, DURATION_BUCKETS, HistogramDelta, SIZE_BUCKETS, STEP_BUCKETS } from './deltas.js';
import { watchNumber } from './process-metrics.js';

/** Counts and times the changes of a gateway. */
export class GatewayMetrics implements GatewayObserver {
  private readonly changes;
  private readonly duration;
  private readonly enqueue;
  private readonly jobSize;
  private readonly enqueueFailures;
  private readonly lostReplies;
  private inFlight = 0;
  private readonly deltas;

  constructor(registry: Registry) {
    const registers = [registry];
    this.changes = new Counter({
      name: 'roster_changes_total',
      help: 'Changes answered, by kind (unread: refused before it was read) and outcome: its status, accepted (a 202), or the error code.',
      labelNames: ['kind', 'outcome'],
      registers,
    });
    this.duration = new Histogram({
      name: 'roster_change_duration_seconds',
      help: 'From taking a change to knowing its outcome, by kind.',
      labelNames: ['kind'],
      buckets: DURATION_BUCKETS,
      registers,
    });
    this.enqueue = new Histogram({
      name: 'roster_enqueue_seconds',
      help: 'Putting one job on the queue.',
      buckets: STEP_BUCKETS,
      registers,
    });
    this.jobSize = new Histogram({
      name: 'roster_job_commands',
      help: 'Commands that one job carries.',
      buckets: SIZE_BUCKETS,
      registers,
    });
    this.enqueueFailures = new Counter({
      name: 'roster_enqueue_failures_total',
      help: 'Jobs that the queue did not accept; their commands were stored in Postgres.',
      registers,
    });
    this.lostReplies = new Counter({
      name: 'roster_replies_lost_total',
      help: 'Outcomes that no reply brought, and that were read from the operation instead.',
      registers,
    });
    const help = 'Changes that wait for their outcome.';
    watchNumber(registry, 'roster_changes_in_flight', help, () => this.inFlight);
    this.deltas = {
      outcomes: new CounterDelta(this.changes, ({ outcome }) => String(outcome)),
      duration: new HistogramDelta(this.duration, 1_000),
      lostReplies: new CounterDelta(this.lostReplies, () => 'all'),
    };
  }

  taken(): void {
    this.inFlight += 1;
  }

  enqueued(commands: readonly MembershipCommand[], took: Interval, job: EnqueuedJob | null): void {
    if (job === null) {
      this.enqueueFailures.inc();
      return;
    }
    this.enqueue.observe(took.ms / 1_000);
    this.jobSize.observe(commands.length);
  }

  answered({ kind }: MembershipCommand, { took, label, lookedUp }: AnsweredChange): void {
    this.inFlight -= 1;
    this.changes.inc({ kind, outcome: label });
    this.duration.observe({ kind }, took.ms / 1_000);
    if (lookedUp) this.lostReplies.inc();
  }

  refusedUnread(code: ErrorCode): void {
    this.changes.inc({ kind: 'unread', outcome: code });
  }

  async sample(): Promise<NonNullable<ProcessSample['gateway']>> {
    return {
      outcomes: await this.deltas.outcomes.take(),
      end_to_end_ms: await this.deltas.duration.take(),
      in_flight: this.inFlight,
      lost_replies: await this.deltas.lostReplies.takeSum(),
    };
  }
}
