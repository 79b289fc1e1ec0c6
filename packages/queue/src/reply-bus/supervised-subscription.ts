import type { QueueLogger } from '../logger.js';
import type { ReplyListener, ReplySubscription } from './reply-bus.js';

/** A connection that listens, and a way to send to it. */
export interface ReplyChannel {
  /** Resolves when the server has taken the subscription. */
  readonly listening: Promise<void>;
  /** Sends a message to this channel over another connection, as replies are sent. */
  beat(heartbeat: string): Promise<void>;
  /** Drops the listening connection without waiting for the server. */
  drop(): void;
}

export interface ChannelEvents {
  message(text: string): void;
  /** The connection broke. */
  lost(reason: string): void;
}

/** How to subscribe on one kind of server. */
export interface ReplyTransport {
  open(events: ChannelEvents): ReplyChannel;
  /** A message that is not a heartbeat. */
  received(text: string): void;
  /** Closes what all channels share. */
  close(): Promise<void>;
}

/** In milliseconds. */
export interface SubscriptionTimes {
  readonly heartbeat: number;
  /** How long no heartbeat may come back before the connection is replaced. */
  readonly silence: number;
  /** How long opening may take. */
  readonly open: number;
  readonly backoff: { readonly least: number; readonly most: number };
}

/** How long a subscription may go without hearing its own heartbeat, in milliseconds. */
export const SILENCE_LIMIT_MS = 8_000;

const TIMES: SubscriptionTimes = {
  heartbeat: 2_000,
  silence: SILENCE_LIMIT_MS,
  open: 5_000,
  backoff: { least: 250, most: 2_000 },
};

const HEARTBEAT = 'heartbeat:';

/**
 * Keeps one subscription alive. It sends heartbeats to itself: if one does not come back, replies do not arrive either,
 * whatever the state of the socket, and the connection is replaced. Heartbeats are numbered, so that a message that was
 * lost without a broken connection (a cluster that moved the subscription) is noticed, too.
 */
export class SupervisedSubscription implements ReplySubscription {
  lastRoundTrip: number | null = null;
  private channel: ReplyChannel | null = null;
  private timer: NodeJS.Timeout | undefined;
  private retry: NodeJS.Timeout | undefined;
  private aliveSince = 0;
  private sent = 0;
  private heard = 0;
  private failures = 0;
  private everListened = false;
  private closed = false;

  private constructor(
    private readonly transport: ReplyTransport,
    private readonly listener: Pick<ReplyListener, 'interrupted'>,
    private readonly logger: QueueLogger,
    private readonly times: SubscriptionTimes,
  ) {}

  /** Resolves when the first attempt has succeeded or failed: a process starts without its server, too. */
  static async start(
    transport: ReplyTransport,
    listener: Pick<ReplyListener, 'interrupted'>,
    logger: QueueLogger,
    times: Partial<SubscriptionTimes> = {},
  ): Promise<SupervisedSubscription> {
    const subscription = new SupervisedSubscription(transport, listener, logger, { ...TIMES, ...times });
    await subscription.open();
    return subscription;
  }

  async close(): Promise<void> {
    this.closed = true;
    this.dropChannel();
    clearTimeout(this.retry);
    await this.transport.close();
  }

  private async open(): Promise<void> {
    // Events of a connection that has been replaced are ignored.
    const current = () => this.channel === channel;
    let giveUp: (reason: Error) => void = () => undefined;
    const failed = new Promise<never>((_, reject) => {
      giveUp = reject;
    });
    const channel = this.transport.open({
      message: (text) => current() && this.receive(text),
      lost: (reason) => giveUp(new Error(reason)),
    });
    this.channel = channel;
    const limit = setTimeout(() => giveUp(new Error(`no answer within ${this.times.open} ms`)), this.times.open);
    const replace = (error: Error) => current() && this.replace(error.message);
    try {
      await Promise.race([channel.listening, failed]);
      if (current()) this.listen(channel);
      failed.catch(replace);
    } catch (error) {
      replace(error as Error);
    } finally {
      clearTimeout(limit);
    }
  }

  private listen(channel: ReplyChannel): void {
    // The first heartbeat may take as long as any other.
    this.aliveSince = performance.now();
    this.heard = this.sent;
    if (this.everListened) this.listener.interrupted();
    this.everListened = true;
    this.timer = setInterval(() => this.supervise(channel), this.times.heartbeat);
    this.beat(channel);
  }

  private supervise(channel: ReplyChannel): void {
    const silentFor = performance.now() - this.aliveSince;
    if (silentFor >= this.times.silence) this.replace(`no heartbeat for ${Math.round(silentFor)} ms`);
    else this.beat(channel);
  }

  private beat(channel: ReplyChannel): void {
    this.sent += 1;
    channel
      .beat(`${HEARTBEAT}${this.sent}`)
      .catch((error: Error) => this.logger.warn({ error: error.message }, 'heartbeat of replies not sent'));
  }

  private receive(text: string): void {
    if (!text.startsWith(HEARTBEAT)) {
      this.transport.received(text);
      return;
    }
    const number = Number(text.slice(HEARTBEAT.length));
    const missed = number > this.heard + 1;
    this.heard = number;
    this.aliveSince = performance.now();
    this.lastRoundTrip = this.aliveSince;
    this.failures = 0;
    if (missed) this.listener.interrupted();
  }

  private replace(reason: string): void {
    this.dropChannel();
    if (this.closed) return;
    this.logger.warn({ error: reason }, 'reply subscription lost; it is made anew');
    const { least, most } = this.times.backoff;
    const backoff = Math.min(most, least * 2 ** this.failures);
    this.failures += 1;
    // With jitter, so that processes that lost their server together do not come back together.
    this.retry = setTimeout(() => void this.open(), backoff * (0.5 + Math.random() / 2));
  }

  private dropChannel(): void {
    const { channel } = this;
    this.channel = null;
    clearInterval(this.timer);
    channel?.listening.catch(() => undefined);
    channel?.drop();
  }
}
