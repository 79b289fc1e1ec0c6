import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { bulkOf } from './bulk-people.js';
import { judgeBulks } from './bulk-verdict.js';
import { callApi } from './call-api.js';
import { Load } from './load.js';
import { type BulkEntry, readOperation, sendBulk } from './send-bulk.js';
import type { Stack } from './stack.js';

const PAUSE_MS = 100;

/** Longer than a bulk may take whose worker died: the relay comes after ten seconds, and may be killed, too. */
const PATIENCE_MS = 120_000;

export const openBulks = (stack: Stack) => new BulkLoad(stack);

/**
 * Clients that send one bulk after the other. Each is sent by two callers at once, with one key, until both were told
 * that it is safe; then it is read until it has ended.
 */
class BulkLoad extends Load {
  readonly entries: BulkEntry[] = [];

  constructor(stack: Stack) {
    super(stack, { clients: 4, calm: 4 });
  }

  arrange() {
    return Promise.all((['api', 'worker', 'worker'] as const).map((app) => this.stack.start(app)));
  }

  judge() {
    return judgeBulks(this.stack, this.entries);
  }

  protected async ask(turn: number): Promise<void> {
    const { departmentId, userIds, mode } = bulkOf(turn);
    const entry: BulkEntry = {
      key: randomUUID(),
      departmentId,
      body: JSON.stringify({ user_ids: userIds, mode }),
      size: userIds.length,
      people: createHash('md5').update(userIds.join(' ')).digest('hex'),
      operations: new Set(),
      strange: [],
      ended: null,
      askedAt: performance.now(),
      answeredAt: null,
    };
    this.entries.push(entry);
    await Promise.all([this.untilAccepted(entry), this.untilAccepted(entry)]);
    await this.untilEnded(entry);
  }

  private async untilAccepted(entry: BulkEntry): Promise<void> {
    for (let status = 503; status === 503 && !this.abandoned; ) {
      const answer = await sendBulk(this.stack, entry);
      status = answer ?? 503;
      this.note(status !== 503);
      if (status === 503) await delay(PAUSE_MS);
    }
  }

  private async untilEnded(entry: BulkEntry): Promise<void> {
    const [id] = entry.operations;
    const until = performance.now() + PATIENCE_MS;
    while (id !== undefined && entry.ended === null && performance.now() < until && !this.abandoned) {
      const operation = await callApi(this.stack, `/operations/${id}`, {}, readOperation);
      if (operation && operation.state !== 'accepted') {
        entry.ended = operation;
        entry.answeredAt = performance.now();
      } else await delay(PAUSE_MS);
    }
  }
}
