import { setTimeout } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { cancelOperation, type KeyedRequest, OperationRepository, runIdempotently } from '@roster/database';
import { type Caller, DomainError, type OperationId, originOf, type Principal } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { WRITES } from '../tokens.js';
import { type OperationObject, toOperationObject } from './operation-object.js';

/** Milliseconds between two reads of the row. A bulk takes from tens of milliseconds to seconds. */
const POLL_INTERVAL_MS = 100;

/** How long callers may wait for a bulk during shutdown, in milliseconds. */
const SHUTDOWN_WAIT_MS = 1_000;

/** Reads, awaits and cancels operations. Each method throws OPERATION_NOT_FOUND if there is none. */
@Injectable()
export class OperationService implements BeforeApplicationShutdown {
  private readonly closing = new AbortController();

  constructor(
    private readonly operations: OperationRepository,
    @Inject(WRITES) private readonly writes: DataSource,
  ) {}

  async read(reader: Principal, operationId: OperationId): Promise<OperationObject> {
    const operation = await this.operations.find(reader.organizationId, operationId);
    if (operation === null) throw new DomainError('OPERATION_NOT_FOUND', { operation_id: operationId });
    return toOperationObject(operation, reader);
  }

  /** The operation once it has ended, the time is over, or the API stops. For bulks, whose end the reply bus does not announce. */
  async untilEnded(reader: Principal, operationId: OperationId, waitMs: number): Promise<OperationObject> {
    const { signal } = this.closing;
    const deadline = performance.now() + waitMs;
    for (;;) {
      const operation = await this.read(reader, operationId);
      const left = deadline - performance.now();
      if (operation.state !== 'accepted' || left <= 0 || signal.aborted) return operation;
      await setTimeout(Math.min(POLL_INTERVAL_MS, left), undefined, { signal }).catch(() => undefined);
    }
  }

  /** @throws DomainError OPERATION_NOT_CANCELLABLE when it has ended */
  cancel(caller: Caller, operationId: OperationId, request: KeyedRequest | null): Promise<OperationObject> {
    const { principal } = caller;
    return runIdempotently(this.writes, request, async (tx) => {
      const found = await cancelOperation(tx, originOf(caller), principal.organizationId, operationId);
      if (found === null) throw new DomainError('OPERATION_NOT_FOUND', { operation_id: operationId });
      const { cancelled, operation } = found;
      if (cancelled) return toOperationObject(operation, principal);
      throw new DomainError('OPERATION_NOT_CANCELLABLE', { operation_id: operationId, state: operation.state });
    });
  }

  /** Delayed, because an answer sent before the server begins to close would leave its connection open. */
  beforeApplicationShutdown(): void {
    void setTimeout(SHUTDOWN_WAIT_MS, undefined, { ref: false }).then(() => this.closing.abort());
  }
}
