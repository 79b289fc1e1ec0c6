import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '@roster/runtime';
import type { SocketModeReceiver } from '@slack/bolt';
import { slackErrorOf } from './slack-error.js';

type SocketModeClient = SocketModeReceiver['client'];

/** Until Slack has greeted a new connection, in milliseconds. */
const CONNECT_WITHIN_MS = 30_000;
const LONGEST_PAUSE_MS = 60_000;

/** Options of the client: nothing is tried again there, and a silent Slack is left after ten seconds. */
export const CONNECTION_OPTIONS = {
  timeout: 10_000,
  rejectRateLimitedCalls: true,
  retryConfig: { retries: 0 },
} as const;

/**
 * The connection of Socket Mode. When it ends, another one is opened: at once, and after a failure with pauses of up to a
 * minute, for as long as it takes. Slack's client, left to itself, waits five seconds each time, longer and longer after
 * failures, and its rejection ends the process when Slack refuses a connection for good (@slack/socket-mode 3.1).
 */
export class SocketConnection {
  private reopening: Promise<void> | null = null;
  private readonly closing = new AbortController();

  /** The client must not reconnect by itself. */
  constructor(
    private readonly client: SocketModeClient,
    private readonly logger: Logger,
  ) {}

  /** @throws when Slack refuses the token, or Socket Mode is turned off */
  async start(): Promise<void> {
    this.client.on('disconnected', () => this.reopen());
    try {
      await this.open();
    } catch (error) {
      if (slackErrorOf(error) !== null) throw error;
      this.reopen();
    }
  }

  /**
   * Slack greets each connection with `hello`, which the client reports as `connected`. It reports nothing when Slack takes
   * the connection away or falls silent, so the connection itself is asked, too.
   */
  check(): Promise<void> {
    return this.isOpen ? Promise.resolve() : Promise.reject(new Error('no connection to Slack is open'));
  }

  close(): void {
    this.closing.abort();
    void this.client.disconnect();
  }

  private get isOpen(): boolean {
    return this.client.websocket?.isActive() ?? false;
  }

  private reopen(): void {
    if (this.closing.signal.aborted) return;
    this.reopening ??= this.openAgain().finally(() => {
      this.reopening = null;
    });
  }

  private async openAgain(): Promise<void> {
    const { signal } = this.closing;
    for (let failures = 0; !signal.aborted && !this.isOpen; failures += 1) {
      try {
        await this.open();
      } catch (error) {
        const pauseMs = pauseAfter(failures, error);
        this.logger.warn({ error: reasonOf(error), pause_ms: pauseMs }, 'no connection to Slack could be opened');
        await delay(pauseMs, undefined, { signal, ref: false }).catch(() => undefined);
      }
    }
    if (signal.aborted) void this.client.disconnect();
  }

  private async open(): Promise<void> {
    const limit = setTimeout(() => void this.client.disconnect(), CONNECT_WITHIN_MS);
    try {
      await this.client.start();
    } finally {
      clearTimeout(limit);
    }
  }
}

/** 1, 2, 4, … seconds with jitter, or as long as Slack asks for. */
function pauseAfter(failures: number, error: unknown): number {
  const { retryAfter } = (error ?? {}) as { retryAfter?: number };
  if (retryAfter !== undefined) return retryAfter * 1_000;
  return Math.round(Math.min(1_000 * 2 ** failures, LONGEST_PAUSE_MS) * (0.75 + Math.random() / 4));
}

/** The client rejects without an error when a connection ends before Slack has greeted it. */
function reasonOf(error: unknown): string {
  return error === undefined ? 'it ended before Slack had answered' : String(error);
}
