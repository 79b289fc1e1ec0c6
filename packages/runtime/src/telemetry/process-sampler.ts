import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type ProcessIdentity, type ProcessSample, SAMPLE_INTERVAL_MS } from '@roster/domain';
import type { Registry } from 'prom-client';
import type { Logger } from '../logging/logger.js';
import { IntervalLoop } from '../timing/interval-loop.js';
import { type PoolReader, watchPool } from './process-metrics.js';

interface SamplerOptions {
  readonly identity: ProcessIdentity;
  readonly metrics: Registry;
  readonly pool: PoolReader;
  /** What this kind of process adds to each sample. Undefined fields are left out. */
  readonly read?: () => Promise<
    Pick<ProcessSample, 'requests' | 'gateway' | 'worker' | 'queues' | 'shards' | 'database'>
  >;
  readonly store: { put(identity: ProcessIdentity, sample: ProcessSample): Promise<void> };
  readonly logger: Logger;
}

const NANOSECONDS_PER_MS = 1e6;
const NOT_STORED = 'sample of this process not written';

/** Adds the pool to the metrics, and stores a sample of the process now and every ten seconds. */
export class ProcessSampler {
  private readonly delay = monitorEventLoopDelay({ resolution: 20 });
  private readonly loop: IntervalLoop;
  private since = performance.now();

  constructor(private readonly options: SamplerOptions) {
    const { metrics, pool, logger } = options;
    this.delay.enable();
    watchPool(metrics, pool);
    const run = () => this.sample();
    this.loop = new IntervalLoop({ name: NOT_STORED, logger, intervalMs: SAMPLE_INTERVAL_MS, run, immediate: true });
  }

  /** Stores a last sample. The database must still be open. Does not reject. */
  async close(): Promise<void> {
    await this.loop.stop();
    await this.sample({ stopped: true }).catch((error) =>
      this.options.logger.warn({ error: String(error) }, NOT_STORED),
    );
    this.delay.disable();
  }

  private async sample(more: Pick<ProcessSample, 'stopped'> = {}): Promise<void> {
    const { identity, pool, read, store } = this.options;
    const now = performance.now();
    const interval_ms = Math.round(now - this.since);
    this.since = now;
    const lag = this.delay.percentile(99) / NANOSECONDS_PER_MS;
    this.delay.reset();
    await store.put(identity, {
      interval_ms,
      event_loop_lag_ms: Math.round(lag * 100) / 100,
      memory_bytes: process.memoryUsage.rss(),
      ...more,
      pool: pool(),
      ...(await read?.()),
    });
  }
}
