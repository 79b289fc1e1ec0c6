import { setTimeout as setTimer } from 'node:timers';
import { setTimeout } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import type { OperationId, OrganizationId } from '@roster/domain';
import type { OperationObject } from './operation-object.js';
import { OperationReader } from './operation-reader.js';

/** A bulk takes from some ten milliseconds to some seconds; looking its row up costs a fraction of one. */
const LOOK_EVERY_MS = 100;

/** How long those who wait may go on waiting when the API stops. */
const PATIENCE_MS = 1_000;

/** Waits for operations that nobody replies to when they end: bulks. */
@Injectable()
export class OperationWait implements BeforeApplicationShutdown {
  private readonly closing = new AbortController();

  constructor(private readonly operations: OperationReader) {}

  /** The operation as it is when it has ended, when the time is over, or when the API stops. */
  async untilEnded(organizationId: OrganizationId, operationId: OperationId, waitMs: number): Promise<OperationObject> {
    const { signal } = this.closing;
    const deadline = performance.now() + waitMs;
    for (;;) {
      const operation = await this.operations.read(organizationId, operationId);
      const left = deadline - performance.now();
      if (operation.state !== 'accepted' || left <= 0 || signal.aborted) return operation;
      await setTimeout(Math.min(LOOK_EVERY_MS, left), undefined, { signal }).catch(() => undefined);
    }
  }

  /** Not at once: an answer given before the server has begun to close would leave its connection open. */
  beforeApplicationShutdown(): void {
    setTimer(() => this.closing.abort(), PATIENCE_MS).unref();
  }
}
