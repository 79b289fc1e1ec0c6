import { setTimeout as setTimer } from 'node:timers';
import { setTimeout } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import type { OperationId, OrganizationId } from '@roster/domain';
import type { OperationObject } from './operation-object.js';
import { OperationReader } from './operation-reader.js';

/** Milliseconds between two reads of the row. A bulk takes from tens of milliseconds to seconds. */
const POLL_INTERVAL_MS = 100;

/** How long callers may wait for a bulk during shutdown, in milliseconds. */
const SHUTDOWN_WAIT_MS = 1_000;

/** Waits for bulks, whose end the reply bus does not announce. */
@Injectable()
export class OperationWait implements BeforeApplicationShutdown {
  private readonly closing = new AbortController();

  constructor(private readonly operations: OperationReader) {}

  /** The operation once it has ended, the time is over, or the API stops. */
  async untilEnded(organizationId: OrganizationId, operationId: OperationId, waitMs: number): Promise<OperationObject> {
    const { signal } = this.closing;
    const deadline = performance.now() + waitMs;
    for (;;) {
      const operation = await this.operations.read(organizationId, operationId);
      const left = deadline - performance.now();
      if (operation.state !== 'accepted' || left <= 0 || signal.aborted) return operation;
      await setTimeout(Math.min(POLL_INTERVAL_MS, left), undefined, { signal }).catch(() => undefined);
    }
  }

  /** Delayed, because an answer sent before the server begins to close would leave its connection open. */
  beforeApplicationShutdown(): void {
    setTimer(() => this.closing.abort(), SHUTDOWN_WAIT_MS).unref();
  }
}
