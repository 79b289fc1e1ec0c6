import type { OperationResult } from '@roster/domain';

/** The worker's end: tells a gateway how its commands ended. A reply that gets lost costs its caller time, never truth. */
export interface ReplyPublisher {
  publish(replyTo: string, results: readonly OperationResult[]): Promise<void>;
  close(): Promise<void>;
}

export interface ReplyListener {
  settled(results: readonly OperationResult[]): void;
  /** The connection was gone for a while: replies may have been missed. */
  interrupted(): void;
}

/** The gateway's end. */
export interface ReplySubscription {
  /** When its last heartbeat made the round trip, by `performance.now()`; null until the first one did. */
  readonly lastRoundTrip: number | null;
  close(): Promise<void>;
}
