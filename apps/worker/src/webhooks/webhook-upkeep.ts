import { type BeforeApplicationShutdown, Inject, type OnApplicationBootstrap } from '@nestjs/common';
import { readWebhookState, WebhookPurge } from '@roster/database';
import { IntervalLoop, type Logger } from '@roster/runtime';
import { DataSource } from 'typeorm';
import { LOGGER } from '../tokens.js';
import { WebhookMetrics } from './webhook-metrics.js';

const READ_INTERVAL_MS = 10_000;
const PURGE_INTERVAL_MS = 5 * 60_000;

/** Reads the state of all webhooks for the metrics, and deletes old deliveries and attempts. */
export class WebhookUpkeep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private loops: IntervalLoop[] = [];

  constructor(
    @Inject(DataSource) private readonly database: DataSource,
    @Inject(WebhookPurge) private readonly purge: WebhookPurge,
    @Inject(WebhookMetrics) private readonly metrics: WebhookMetrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    const { logger } = this;
    this.loops = [
      new IntervalLoop({
        name: 'the state of webhooks was not read',
        logger,
        intervalMs: READ_INTERVAL_MS,
        run: () => this.read(),
        immediate: true,
      }),
      new IntervalLoop({
        name: 'webhooks were not purged',
        logger,
        intervalMs: PURGE_INTERVAL_MS,
        run: () => this.purgeOnce(),
      }),
    ];
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.loops.map((loop) => loop.stop()));
  }

  private async read(): Promise<void> {
    this.metrics.show(undefined);
    this.metrics.show(await readWebhookState(this.database));
  }

  private async purgeOnce(): Promise<void> {
    const purged = await this.purge.run();
    if (purged && Object.values(purged).some((rows) => rows > 0)) this.logger.info(purged, 'purged old webhooks');
  }
}
