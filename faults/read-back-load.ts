import { setTimeout as delay } from 'node:timers/promises';
import { AddLoad, PAUSE_MS, USUAL_MS } from './add-load.js';
import type { Answer, Entry } from './client-ledger.js';
import { listsMembership } from './send-read.js';

/** Callers who, told of a membership, list the departments of its member at once, with the token of the answer. */
export class ReadBackLoad extends AddLoad {
  private stale = 0;

  override async judge() {
    return { ...(await super.judge()), stale: this.stale };
  }

  /** Asks until there is a list. A 409 tells of the membership that another caller has made. */
  protected override async learn({ userId }: Entry, { status, token }: Answer): Promise<void> {
    if (status !== 201 && status !== 409) return;
    while (!this.abandoned) {
      const sentAt = performance.now();
      const listed = await listsMembership(this.stack, userId, token);
      this.note(listed !== null && performance.now() - sentAt < USUAL_MS);
      if (listed === false) this.stale += 1;
      if (listed !== null) return;
      await delay(PAUSE_MS);
    }
  }
}
