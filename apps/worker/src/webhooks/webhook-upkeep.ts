import { Inject } from '@nestjs/common';
import { readWebhookState, WebhookPurge } from '@roster/database';
import type { Logger } from '@roster/runtime';
import { DataSource } from 'typeorm';
import { RepeatedWork } from '../repeated-work.js';
import { LOGGER } from '../tokens.js';
import { WebhookMetrics } from './webhook-metrics.js';

const READ_INTERVAL_MS = 10_000;
const PURGE_INTERVAL_MS = 5 * 60_000;

/** Reads the state of all webhooks for the metrics, and deletes old deliveries and attempts. */
export class WebhookUpkeep extends RepeatedWork {
  protected readonly tasks = [
    {
      name: 'the state of webhooks was not read',
      intervalMs: READ_INTERVAL_MS,
      run: () => this.read(),
      immediate: true,
    },
    { name: 'webhooks were not purged', intervalMs: PURGE_INTERVAL_MS, run: () => this.purgeOnce() },
  ];

  constructor(
    @Inject(DataSource) private readonly database: DataSource,
    @Inject(WebhookPurge) private readonly purge: WebhookPurge,
    @Inject(WebhookMetrics) private readonly metrics: WebhookMetrics,
    @Inject(LOGGER) logger: Logger,
  ) {
    super(logger);
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
