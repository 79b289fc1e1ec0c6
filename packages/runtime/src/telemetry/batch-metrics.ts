import { type ObservedBatch, outcomeLabel, type ProcessSample, type WorkerObserver } from '@roster/domain';
import { Counter, Histogram, type Registry } from 'prom-client';
import { CounterDelta, DURATION_BUCKETS, HistogramDelta, SIZE_BUCKETS, STEP_BUCKETS } from './deltas.js';
import { watchNumber } from './process-metrics.js';

/** Counts and times the batches of a worker. */
export class BatchMetrics implements WorkerObserver {
  private readonly commands;
  private readonly batches;
  private readonly relayed;
  private readonly failed;
  private readonly histograms;
  private readonly deltas;
  private commandsInFlight = 0;

  constructor(registry: Registry) {
    const registers = [registry];
    this.commands = new Counter({
      name: 'roster_commands_total',
      help: 'Commands applied or replayed, by kind and outcome: its status, or the code of the rejection.',
      labelNames: ['kind', 'outcome'],
      registers,
    });
    this.batches = new Counter({
      name: 'roster_batches_total',
      help: 'Transactions, by how they ended: committed or failed.',
      labelNames: ['result'],
      registers,
    });
    this.relayed = new Counter({
      name: 'roster_relayed_operations_total',
      help: 'Operations that the relay carried out because no job brought them.',
      registers,
    });
    this.failed = new Counter({
      name: 'roster_operations_failed_total',
      help: 'Operations that ended as failed, which is final, whether or not a caller waited.',
      registers,
    });
    const histogram = (name: string, help: string, buckets: number[]) =>
      new Histogram({ name, help, buckets, registers });
    this.histograms = {
      queueWait: histogram(
        'roster_queue_wait_seconds',
        'From taking a command to starting its batch.',
        DURATION_BUCKETS,
      ),
      apply: histogram('roster_batch_apply_seconds', 'The transaction of a batch without its COMMIT.', STEP_BUCKETS),
      commit: histogram('roster_batch_commit_seconds', 'The COMMIT of a batch.', STEP_BUCKETS),
      reply: histogram('roster_batch_reply_seconds', 'Replying to all callers of a batch.', STEP_BUCKETS),
      size: histogram('roster_batch_commands', 'Commands in one transaction.', SIZE_BUCKETS),
    };
    const help = 'Commands that wait for their batch or are being applied.';
    watchNumber(registry, 'roster_commands_in_hand', help, () => this.commandsInFlight);
    const { queueWait, apply, commit, reply, size } = this.histograms;
    this.deltas = {
      outcomes: new CounterDelta(this.commands, ({ outcome }) => String(outcome)),
      relayed: new CounterDelta(this.relayed, () => 'all'),
      queueWait: new HistogramDelta(queueWait, 1_000),
      apply: new HistogramDelta(apply, 1_000),
      commit: new HistogramDelta(commit, 1_000),
      reply: new HistogramDelta(reply, 1_000),
      size: new HistogramDelta(size, 1),
    };
  }

  /** Commands that wait for their batch or are being applied. */
  get inFlightNow(): number {
    return this.commandsInFlight;
  }

  inFlight(change: number): void {
    this.commandsInFlight += change;
  }

  batchEnded({ commands, took, statements, results, reply }: ObservedBatch): void {
    const { queueWait, apply, commit, size, reply: replying } = this.histograms;
    this.batches.inc({ result: results === null ? 'failed' : 'committed' });
    if (results === null) return;
    const commitMs = statements.find(({ name }) => name === 'COMMIT')?.took.ms ?? 0;
    apply.observe(Math.max(0, took.ms - commitMs) / 1_000);
    commit.observe(commitMs / 1_000);
    size.observe(commands.length);
    if (reply !== null) replying.observe(reply.ms / 1_000);
    for (const { operationId, kind, submittedAt } of commands) {
      queueWait.observe(Math.max(0, took.startedAt - Date.parse(submittedAt)) / 1_000);
      const result = results.get(operationId);
      if (result) this.commands.inc({ kind, outcome: outcomeLabel(result.outcome) });
    }
  }

  /** To be called when the relay takes operations. */
  countRelayed(operations: number): void {
    this.relayed.inc(operations);
  }

  /** To be called when operations end as failed. */
  countFailed(operations: number): void {
    this.failed.inc(operations);
  }

  async sample(): Promise<NonNullable<ProcessSample['worker']>> {
    return {
      outcomes: await this.deltas.outcomes.take(),
      queue_wait_ms: await this.deltas.queueWait.take(),
      apply_ms: await this.deltas.apply.take(),
      commit_ms: await this.deltas.commit.take(),
      reply_ms: await this.deltas.reply.take(),
      batch_size: await this.deltas.size.take(),
      in_flight: Math.max(0, this.commandsInFlight),
      relayed: await this.deltas.relayed.takeSum(),
    };
  }
}
