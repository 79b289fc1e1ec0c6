import { randomBytes } from 'node:crypto';
import type { OperationId, OperationResult } from '@roster/domain';
import type { Shard } from '../shards/shard.js';

/** Gateways of an earlier version take only IDs over NOTIFY. Their addresses end otherwise. */
const TAKES_OUTCOMES = '_outcomes';

/**
 * The return address of a gateway in a shard. Nobody can guess it. One of several shards begins with the shard's tag, so
 * that replies go through the node that holds the shard.
 */
export function newReplyAddress({ count, keyPrefix }: Shard): string {
  const address = `${randomBytes(16).toString('hex')}${TAKES_OUTCOMES}`;
  return count === 1 ? address : `${keyPrefix}${address}`;
}

export function takesOutcomes(replyTo: string): boolean {
  return replyTo.endsWith(TAKES_OUTCOMES);
}

/** The worker's end: tells a gateway how its commands ended. A lost reply delays its caller's answer, and nothing else. */
export interface ReplyPublisher {
  publish(replyTo: string, results: readonly OperationResult[]): Promise<void>;
  close(): Promise<void>;
}

export interface ReplyListener {
  settled(results: readonly OperationResult[]): void;
  /** These operations have settled, but the reply does not contain their outcomes: read them from the database. */
  lookUp(operationIds: readonly OperationId[]): void;
  /** The connection was lost for a while: replies may have been missed. */
  interrupted(): void;
}

/** The gateway's end. */
export interface ReplySubscription {
  /** When the last heartbeat came back, by `performance.now()`; null until the first one has. */
  readonly lastRoundTrip: number | null;
  close(): Promise<void>;
}
