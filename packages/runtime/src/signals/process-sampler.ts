import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type ProcessSample, SAMPLE_INTERVAL_MS } from '@roster/domain';
import type { Logger } from '../logging/logger.js';

interface SamplerOptions {
  /** What this kind of process has to tell. What is undefined is left out. */
  readonly read: () => Promise<Omit<ProcessSample, 'interval_ms' | 'event_loop_lag_ms' | 'memory_bytes' | 'stopped'>>;
  readonly put: (sample: ProcessSample) => Promise<void>;
  readonly logger: Logger;
  readonly intervalMs?: number;
}

const NANOSECONDS_PER_MS = 1e6;

/** Writes a sample of the process at once, so that it is seen to live, and then every ten seconds. */
export class ProcessSampler {
  private readonly delay = monitorEventLoopDelay({ resolution: 20 });
  private readonly timer: NodeJS.Timeout;
  private since = performance.now();
  private sampling: Promise<void>;

  constructor(private readonly options: SamplerOptions) {
    this.delay.enable();
    this.sampling = this.sample();
    this.timer = setInterval(() => {
      this.sampling = this.sampling.then(() => this.sample());
    }, options.intervalMs ?? SAMPLE_INTERVAL_MS);
    this.timer.unref();
  }

  /** Writes what happened since the last sample. It does not reject. */
  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.sampling;
    await this.sample({ stopped: true });
    this.delay.disable();
  }

  private async sample(more: Pick<ProcessSample, 'stopped'> = {}): Promise<void> {
    try {
      const now = performance.now();
      const interval_ms = Math.round(now - this.since);
      this.since = now;
      const lag = this.delay.percentile(99) / NANOSECONDS_PER_MS;
      this.delay.reset();
      await this.options.put({
        interval_ms,
        event_loop_lag_ms: Math.round(lag * 100) / 100,
        memory_bytes: process.memoryUsage.rss(),
        ...more,
        ...(await this.options.read()),
      });
    } catch (error) {
      this.options.logger.warn({ error: String(error) }, 'sample of this process not written');
    }
  }
}
