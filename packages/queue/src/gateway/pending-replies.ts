import type { OperationId, OperationResult } from '@roster/domain';

interface Waiter {
  readonly resolve: (result: OperationResult | null) => void;
  readonly timer: NodeJS.Timeout;
}

/** The callers that wait for operations to settle; several may wait for the same one. */
export class PendingReplies {
  private readonly waiters = new Map<OperationId, Set<Waiter>>();
  private count = 0;

  get size(): number {
    return this.count;
  }

  get operationIds(): OperationId[] {
    return [...this.waiters.keys()];
  }

  /** `result` resolves with null when the operation has not settled within `waitMs`. */
  wait(operationId: OperationId, waitMs: number): { result: Promise<OperationResult | null>; giveUp: () => void } {
    const { promise, resolve } = withResolvers<OperationResult | null>();
    const leave = (result: OperationResult | null): void => {
      if (!others.delete(waiter)) return;
      clearTimeout(waiter.timer);
      this.count -= 1;
      if (others.size === 0) this.waiters.delete(operationId);
      resolve(result);
    };
    const waiter: Waiter = { resolve: leave, timer: setTimeout(() => leave(null), waitMs) };
    const others = this.waiters.get(operationId) ?? new Set();
    this.waiters.set(operationId, others.add(waiter));
    this.count += 1;
    return { result: promise, giveUp: () => leave(null) };
  }

  settle(results: readonly OperationResult[]): void {
    for (const result of results) {
      for (const waiter of [...(this.waiters.get(result.operationId) ?? [])]) waiter.resolve(result);
    }
  }

  /** Resolves all with null. */
  dismiss(): void {
    for (const waiters of [...this.waiters.values()]) for (const waiter of [...waiters]) waiter.resolve(null);
  }
}

/** `Promise.withResolvers` of ES2024, which Node has from version 22 on. */
function withResolvers<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((fulfil) => {
    resolve = fulfil;
  });
  return { promise, resolve };
}
