import { type BeforeApplicationShutdown, Inject, type OnApplicationBootstrap } from '@nestjs/common';
import { OperationRepository } from '@roster/database';
import { DeliveryHandler } from '@roster/queue';
import type { Logger } from '@roster/runtime';
import { LOGGER } from './tokens.js';

const SWEEP_INTERVAL_MS = 1_000;
const SWEEP_SIZE = 256;

/**
 * Carries out operations that are accepted but that no job brought: the queue lost it, or was out of reach. It reads
 * Postgres only, so that it works while Redis is gone. Any number of relays may run beside live workers.
 */
export class OperationRelay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    @Inject(OperationRepository) private readonly operations: OperationRepository,
    @Inject(DeliveryHandler) private readonly deliveries: DeliveryHandler,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.schedule();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.sweeping;
  }

  private schedule(): void {
    this.timer = setTimeout(() => {
      this.sweeping = this.sweep().finally(() => {
        if (!this.stopped) this.schedule();
      });
    }, SWEEP_INTERVAL_MS);
  }

  private async sweep(): Promise<void> {
    try {
      const leases = await this.operations.leaseOverdue(SWEEP_SIZE);
      if (leases.length === 0) return;
      this.logger.warn({ operations: leases.length }, 'relay carries out operations that no job brought');
      const deliveries = leases.map(({ command, deliveries: count }) => ({
        delivery: { command, replyTo: null },
        count,
      }));
      const first = deliveries.filter(({ count }) => count === 1).map(({ delivery }) => delivery);
      const repeated = deliveries.filter(({ count }) => count > 1).map(({ delivery }) => delivery);
      await this.deliveries.handle(first);
      await this.deliveries.handleSuspects(repeated);
    } catch (error) {
      this.logger.warn({ error: String(error) }, 'relay');
    }
  }
}
