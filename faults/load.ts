import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type Answer, type ClientLedger, type Entry, readAnswer } from './client-ledger.js';
import { DEPARTMENT, ORGANIZATION, type Stack } from './stack.js';

/** A caller who is not answered for this long, in milliseconds, asks again with the same key. */
const PATIENCE_MS = 15_000;
const PAUSE_MS = 50;

/** How many of the users are asked for by two callers at once, who must not both be told 201. */
const CONTESTED = 0.1;

export interface LoadOptions {
  readonly clients: number;
  /** Seconds that a server may hold a request: short, so that a run sees many promotions. */
  readonly waitSeconds?: number;
}

/** Clients that add one user after the other, each request with a key, each repeated until it is answered. */
export class Load {
  private next = 0;
  private stopped = false;
  private readonly running: Promise<void>[] = [];

  constructor(
    private readonly stack: Stack,
    readonly ledger: ClientLedger,
    private readonly options: LoadOptions,
  ) {
    this.running = Array.from({ length: options.clients }, () => this.client());
  }

  /** Resolves when so many changes have been answered. */
  async answered(count: number): Promise<void> {
    while (this.ledger.answered.length < count) await delay(10);
  }

  /** No new changes; resolves when those that were asked for have been answered. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.running);
  }

  private async client(): Promise<void> {
    while (!this.stopped) {
      this.next += 1;
      const userId = `usr_f${this.next}`;
      const contested = this.next % (1 / CONTESTED) === 0;
      await Promise.all(Array.from({ length: contested ? 2 : 1 }, () => this.add(userId)));
    }
  }

  private async add(userId: string): Promise<void> {
    const entry = this.ledger.ask(randomUUID(), userId);
    while (entry.answeredAt === null) {
      const answer = await send(this.stack, entry, this.options.waitSeconds ?? 2);
      if (answer) entry.answers.push(answer);
      if (answer && answer.status !== 503) entry.answeredAt = performance.now();
      else await delay(PAUSE_MS);
    }
  }
}

/** One request to one of the API nodes; null when no answer came. */
export async function send(
  stack: Stack,
  { key, userId }: Pick<Entry, 'key' | 'userId'>,
  waitSeconds: number,
): Promise<Answer | null> {
  const nodes = stack.apis;
  const node = nodes[Math.floor(Math.random() * nodes.length)];
  if (!node) return null;
  try {
    const response = await fetch(`${node.url}/v1/organizations/${ORGANIZATION}/departments/${DEPARTMENT}/members`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${stack.token}`,
        'content-type': 'application/json',
        'idempotency-key': key,
        prefer: `wait=${waitSeconds}`,
      },
      body: JSON.stringify({ user_id: userId }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return await readAnswer(response);
  } catch {
    return null;
  }
}
