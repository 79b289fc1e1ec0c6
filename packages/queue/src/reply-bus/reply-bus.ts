import type { OperationResult } from '@roster/domain';

/** The worker's end: tells a gateway how its commands ended. A lost reply delays its caller's answer, and nothing else. */
export interface ReplyPublisher {
  publish(replyTo: string, results: readonly OperationResult[]): Promise<void>;
  close(): Promise<void>;
}

export interface ReplyListener {
  settled(results: readonly OperationResult[]): void;
  /** The connection was lost for a while: replies may have been missed. */
  interrupted(): void;
}

/** The gateway's end. */
export interface ReplySubscription {
  /** When the last heartbeat came back, by `performance.now()`; null until the first one has. */
  readonly lastRoundTrip: number | null;
  close(): Promise<void>;
}
