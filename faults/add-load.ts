import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { judgeAdds } from './add-verdict.js';
import { type Answer, ClientLedger, type Entry } from './client-ledger.js';
import { Load } from './load.js';
import type { Place } from './place.js';
import { sendAdd } from './send-add.js';
import type { Stack } from './stack.js';
import type { Verdict } from './verdict.js';

/** From an answer that leaves the outcome open to the next attempt. */
export const PAUSE_MS = 50;

/** How many of the users are asked for by two callers at once, who must not both be told 201. */
const CONTESTED = 0.1;

/** A usual answer says how it ended, within this time, in milliseconds. */
export const USUAL_MS = 1_000;

/** Seconds that a server may hold a request: short, so that a run sees many promotions. */
const WAIT_SECONDS = 2;

export const openAdds = (stack: Stack) => new AddLoad(stack);

/**
 * Clients that add one user after the other, each request with a key, each repeated until it is answered. With several
 * places, each is added to the next of them.
 */
export class AddLoad extends Load {
  readonly ledger = new ClientLedger();
  /** Requests that got no answer at all. */
  dropped = 0;

  constructor(
    stack: Stack,
    pace = { clients: 16, calm: 100 },
    private readonly places: readonly Place[] = [stack.place],
  ) {
    super(stack, pace);
  }

  get entries(): readonly Entry[] {
    return this.ledger.entries;
  }

  arrange(): Promise<unknown> {
    return Promise.all((['api', 'worker', 'worker'] as const).map((app) => this.stack.start(app)));
  }

  judge(): Promise<Verdict & { settledMs: number }> {
    return judgeAdds(this.callee, this.ledger, this.places);
  }

  /** Where callers send their requests. */
  protected get callee(): Stack {
    return this.stack;
  }

  protected async ask(turn: number): Promise<void> {
    const contested = turn % (1 / CONTESTED) === 0;
    const place = this.places[turn % this.places.length] ?? this.stack.place;
    await Promise.all(Array.from({ length: contested ? 2 : 1 }, () => this.add(`usr_f${turn}`, place)));
  }

  /** What a caller does with the last answer to a request, before it counts as answered. */
  protected async learn(_: Entry, __: Answer): Promise<void> {}

  private async add(userId: string, place: Place): Promise<void> {
    const entry = this.ledger.ask(randomUUID(), userId, place);
    while (entry.answeredAt === null && !this.abandoned) {
      const sentAt = performance.now();
      const answer = await sendAdd(this.callee, entry, WAIT_SECONDS);
      if (answer) entry.answers.push(answer);
      else this.dropped += 1;
      this.note(isFinal(answer) && performance.now() - sentAt < USUAL_MS);
      if (answer && answer.status !== 503) {
        await this.learn(entry, answer);
        entry.answeredAt = performance.now();
      } else await delay(PAUSE_MS);
    }
  }
}

/** 202 and 503 leave open how it ends. */
export function isFinal(answer: Answer | null | undefined): answer is Answer {
  return !!answer && answer.status !== 202 && answer.status !== 503;
}
