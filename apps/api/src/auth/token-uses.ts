import type { TokenUse } from '@roster/database';
import { IntervalLoop, type Logger } from '@roster/runtime';

/** How often last uses are stored, in milliseconds. */
const STORE_EVERY_MS = 60_000;

/** Stores uses, by the IDs of what the tokens belong to. */
interface TokenUseStore {
  recordUses(uses: ReadonlyMap<string, TokenUse>): Promise<void>;
}

/**
 * Remembers when and from where tokens were used, and stores that once a minute, in one statement: a request costs no
 * more than an entry in a map. What is not stored yet is lost when the process dies; the token's next use makes up for it.
 */
export class TokenUses {
  private uses = new Map<string, TokenUse>();
  private readonly loop: IntervalLoop;

  constructor(
    private readonly tokens: TokenUseStore,
    private readonly logger: Logger,
  ) {
    const name = 'the last use of tokens was not stored';
    this.loop = new IntervalLoop({ name, logger, intervalMs: STORE_EVERY_MS, run: () => this.store() });
  }

  note(id: string, address: string | undefined): void {
    this.uses.set(id, { usedAt: Date.now(), address });
  }

  async store(): Promise<void> {
    if (this.uses.size === 0) return;
    const uses = this.uses;
    this.uses = new Map();
    await this.tokens.recordUses(uses);
  }

  /** Stores what is left. */
  async close(): Promise<void> {
    await this.loop.stop();
    await this.store().catch((error) => this.logger.warn({ error: String(error) }, 'the last use of tokens is lost'));
  }
}
