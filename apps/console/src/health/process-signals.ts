import { ProcessSampleStore, poolUse } from '@roster/database';
import {
  createRegistry,
  type HealthMonitor,
  type HealthServer,
  identifyProcess,
  ProcessSampler,
  startHealthServer,
  watchPool,
  watchReadiness,
} from '@roster/runtime';
import type { Services } from '../services.js';

/** What operators see of the console itself: its samples, and its metrics on a port that is not public. */
export class ProcessSignals {
  private constructor(
    private readonly sampler: ProcessSampler,
    private readonly server: HealthServer,
  ) {}

  static async start(
    { database, logger }: Services,
    monitor: HealthMonitor,
    address: { readonly port: number; readonly host: string },
  ): Promise<ProcessSignals> {
    const identity = identifyProcess('console');
    const metrics = createRegistry(identity);
    watchPool(metrics, () => poolUse(database));
    watchReadiness(metrics, monitor);
    const server = await startHealthServer({ ...address, monitor, metrics });
    const store = new ProcessSampleStore(database);
    const sampler = new ProcessSampler({
      read: async () => ({ pool: poolUse(database) }),
      put: (sample) => store.put(identity, sample),
      logger,
    });
    logger.info({ metrics: `${server.url}/metrics` }, 'metrics of the console');
    return new ProcessSignals(sampler, server);
  }

  /** Writes the last sample: the database is to be open still. */
  async close(): Promise<void> {
    await this.sampler.close();
    await this.server.close();
  }
}
