import {
  type GatewayObserver,
  type MembershipCommand,
  type MembershipOutcome,
  newId,
  type OperationReading,
  type OperationStore,
} from '@roster/domain';
import { ShardGateway } from './shard-gateway.js';

export const REMOVED: MembershipOutcome = { status: 'removed' };
export const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

export function command(requestHash: string | null = null): MembershipCommand {
  return { operationId: newId('operation'), requestHash } as MembershipCommand;
}

/** The row of a command that has ended. */
export function settled({ operationId, requestHash }: MembershipCommand, outcome = REMOVED): OperationReading {
  return { state: 'settled', result: { operationId, requestHash, outcome } };
}

/** A gateway whose queue and store do as `ports` say; `calls` is what it asked of them, in order. */
export function gatewayWith(ports: {
  enqueue?: () => Promise<void>;
  accept?: OperationStore['accept'];
  read?: OperationStore['read'];
  observer?: GatewayObserver;
}) {
  const calls: string[] = [];
  const gateway: ShardGateway = new ShardGateway({
    logger: silent,
    admission: {
      refusal: () => null,
      enter: () => {
        calls.push('enter');
        return { leave: (settled) => void calls.push(settled ? 'settled' : 'left') };
      },
    },
    enqueue: async () => {
      calls.push('enqueue');
      await ports.enqueue?.();
      return { id: '7', enqueuedAt: new Date(0) };
    },
    observers: ports.observer ? [ports.observer] : [],
    store: {
      async accept(accepted) {
        calls.push('accept');
        return ports.accept ? ports.accept(accepted) : { state: 'accepted', requestHash: accepted.requestHash };
      },
      async read(ids) {
        return ports.read ? ports.read(ids) : new Map();
      },
    },
  });
  return { gateway, calls };
}
