import type { OperationId, OperationResult } from '@roster/domain';

interface Waiter {
  readonly resolve: (result: OperationResult | null) => void;
  readonly timer: NodeJS.Timeout;
}

/** The callers that wait for operations to settle; several may wait for the same one. */
export class PendingReplies {
  private readonly waiters = new Map<OperationId, Set<Waiter>>();

  get operationIds(): OperationId[] {
    return [...this.waiters.keys()];
  }

  /** `result` resolves with null when the operation has not settled within `waitMs`. */
  wait(operationId: OperationId, waitMs: number): { result: Promise<OperationResult | null>; giveUp: () => void } {
    let giveUp!: () => void;
    const result = new Promise<OperationResult | null>((resolve) => {
      const others = this.waiters.get(operationId) ?? new Set();
      const leave = (settled: OperationResult | null): void => {
        if (!others.delete(waiter)) return;
        clearTimeout(waiter.timer);
        if (others.size === 0) this.waiters.delete(operationId);
        resolve(settled);
      };
      giveUp = () => leave(null);
      const waiter: Waiter = { resolve: leave, timer: setTimeout(giveUp, waitMs) };
      this.waiters.set(operationId, others.add(waiter));
    });
    return { result, giveUp };
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
