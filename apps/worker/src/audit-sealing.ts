import { type BeforeApplicationShutdown, Inject, type OnApplicationBootstrap } from '@nestjs/common';
import { AuditSealer } from '@roster/database';
import { IntervalLoop, type Logger } from '@roster/runtime';
import { LOGGER } from './tokens.js';

/** A window is sealed in the second run after its events at the latest, and usually in the first. */
const INTERVAL_MS = 20_000;

/** Seals the audit. Every worker has one; one of them seals at a time. */
export class AuditSealing implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private loop: IntervalLoop | undefined;

  constructor(
    @Inject(AuditSealer) private readonly sealer: AuditSealer,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    const run = () => this.sealOnce();
    this.loop = new IntervalLoop({
      name: 'the audit was not sealed',
      logger: this.logger,
      intervalMs: INTERVAL_MS,
      run,
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop?.stop();
  }

  async sealOnce(): Promise<void> {
    const sealed = await this.sealer.run();
    if (sealed.seals > 0) this.logger.debug({ ...sealed }, 'sealed the audit');
    if (sealed.late > 0) this.logger.info({ ...sealed }, 'audit events arrived after their time was sealed');
  }
}
