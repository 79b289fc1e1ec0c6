import { Inject } from '@nestjs/common';
import { AuditSealer } from '@roster/database';
import type { Logger } from '@roster/runtime';
import { RepeatedWork } from './repeated-work.js';
import { LOGGER } from './tokens.js';

/** A window is sealed in the second run after its events at the latest, and usually in the first. */
const INTERVAL_MS = 20_000;

/** Seals the audit. Every worker has one; one of them seals at a time. */
export class AuditSealing extends RepeatedWork {
  protected readonly tasks = [
    { name: 'the audit was not sealed', intervalMs: INTERVAL_MS, run: () => this.sealOnce() },
  ];

  constructor(
    @Inject(AuditSealer) private readonly sealer: AuditSealer,
    @Inject(LOGGER) logger: Logger,
  ) {
    super(logger);
  }

  async sealOnce(): Promise<void> {
    const sealed = await this.sealer.run();
    if (sealed.seals > 0) this.logger.debug({ ...sealed }, 'sealed the audit');
    if (sealed.late > 0) this.logger.info({ ...sealed }, 'audit events arrived after their time was sealed');
  }
}
