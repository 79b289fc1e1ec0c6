import type { MembershipCommand } from '@roster/domain';
import { MAX_COMMANDS_PER_BATCH } from '../catalogue/job-catalogue.js';

interface Parcel {
  readonly command: MembershipCommand;
  readonly sent: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Puts commands on the queue: one at once, and all that come while it is on its way together as the next job. Under
 * little load every command is a job of its own; under much load a job carries many. There is no timer to tune.
 */
export class CommandOutbox {
  private waiting: Parcel[] = [];
  private draining: Promise<void> | null = null;

  constructor(private readonly enqueue: (commands: MembershipCommand[]) => Promise<void>) {}

  /** Resolves when the command is on the queue. When it rejects, the command may be on the queue all the same. */
  send(command: MembershipCommand): Promise<void> {
    return new Promise((sent, failed) => {
      this.waiting.push({ command, sent, failed });
      this.draining ??= this.drain();
    });
  }

  /** Resolves when nothing is on its way any more. */
  async idle(): Promise<void> {
    await this.draining;
  }

  private async drain(): Promise<void> {
    while (this.waiting.length > 0) {
      const parcels = this.waiting.splice(0, MAX_COMMANDS_PER_BATCH);
      try {
        await this.enqueue(parcels.map(({ command }) => command));
        for (const { sent } of parcels) sent();
      } catch (error) {
        for (const { failed } of parcels) failed(error);
      }
    }
    this.draining = null;
  }
}
