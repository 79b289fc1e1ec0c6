import type { ApiKeyStore, ApiKeyUse } from '@roster/database';
import { IntervalLoop, type Logger } from '@roster/runtime';

/** How often last uses are stored, in milliseconds. */
const STORE_EVERY_MS = 60_000;

/**
 * Remembers when and from where keys were used, and stores that once a minute, in one statement: a request costs no more
 * than an entry in a map. What is not stored yet is lost when the process dies; the key's next use makes up for it.
 */
export class ApiKeyUses {
  private uses = new Map<string, ApiKeyUse>();
  private readonly loop: IntervalLoop;

  constructor(
    private readonly keys: Pick<ApiKeyStore, 'recordUses'>,
    private readonly logger: Logger,
  ) {
    const name = 'the last use of API keys was not stored';
    this.loop = new IntervalLoop({ name, logger, intervalMs: STORE_EVERY_MS, run: () => this.store() });
  }

  note(keyId: string, address: string | undefined): void {
    this.uses.set(keyId, { usedAt: Date.now(), address });
  }

  async store(): Promise<void> {
    if (this.uses.size === 0) return;
    const uses = this.uses;
    this.uses = new Map();
    await this.keys.recordUses(uses);
  }

  /** Stores what is left. */
  async close(): Promise<void> {
    await this.loop.stop();
    await this.store().catch((error) => this.logger.warn({ error: String(error) }, 'the last use of API keys is lost'));
  }
}
