import { setTimeout as delay } from 'node:timers/promises';
import type { PostgresClient, RedisConnection } from '@roster/connections';
import type { IQueueBackend, Worker } from 'bullmq';
import type { QueueLogger } from '../logger.js';

/** In milliseconds. */
export interface JobLoopTimes {
  /** How long the loop may take for a turn: a bit more than two of the longest blocking reads. */
  readonly turn: number;
  /** How long all slots may be busy without a job beginning or ending: a bulk of 10,000 under load takes minutes. */
  readonly busy: number;
  /** How often the loop is checked. */
  readonly check: number;
}

const TIMES: JobLoopTimes = { turn: 25_000, busy: 10 * 60_000, check: 1_000 };

/** The longest wait for a job, in seconds. BullMQ's backend for Postgres would wait for an hour. */
const LONGEST_WAIT_S = 10;

/** How often a worker on Postgres repeats its LISTEN, in milliseconds. */
const LISTEN_AGAIN_MS = 10_000;

/**
 * How long to wait after a request for a job was refused, in milliseconds: by a replica, a server without memory, for lack
 * of a permission. BullMQ alone would ask again thousands of times a second.
 */
const REFUSED_MS = 1_000;

/**
 * Checks that a worker still takes jobs. BullMQ's loop awaits one answer of its queue after the other (`mainLoop`, 6.7),
 * and hangs without an error when one does not come. Every answer is a turn; an idle loop has one every ten seconds. A
 * loop that hangs although it has a free slot gets new connections.
 */
export class JobLoop {
  private turnedAt = performance.now();
  private renewedAt = 0;
  private listenedAt = 0;
  private changedAt = performance.now();
  private inFlight = 0;
  private stuck = false;
  private worker: Worker | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly logger: QueueLogger,
    private readonly times: JobLoopTimes = TIMES,
  ) {}

  /** To be called once, before the worker takes its first job. */
  watch(worker: Worker): void {
    this.worker = worker;
    this.noteTurns(worker.getBackend());
    this.turned();
    this.timer = setInterval(() => this.check(), this.times.check);
    this.timer.unref();
  }

  /** Counts a job as in flight while it is processed. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.inFlight += 1;
    this.changedAt = performance.now();
    try {
      return await work();
    } finally {
      this.inFlight -= 1;
      this.changedAt = performance.now();
      this.turned();
    }
  }

  /** @throws an error when the worker takes no jobs, or does not finish those that it has taken. */
  assertTurning(): void {
    if (!this.worker?.isRunning()) throw new Error('The worker takes no jobs');
    const { name } = this.worker;
    if (this.isStuck) throw new Error(`The loop of ${name} has not turned for ${since(this.turnedAt)} ms`);
    if (this.isFull && since(this.changedAt) > this.times.busy)
      throw new Error(`No job of ${name} has begun or ended for ${since(this.changedAt)} ms`);
  }

  close(): void {
    clearInterval(this.timer);
  }

  private get isFull(): boolean {
    return this.inFlight >= (this.worker?.concurrency ?? 0);
  }

  private get isStuck(): boolean {
    return !this.isFull && since(this.turnedAt) > this.times.turn;
  }

  private turned(): void {
    this.turnedAt = performance.now();
    if (this.stuck) this.logger.warn({ queue: this.worker?.name }, 'the worker takes jobs again');
    this.stuck = false;
  }

  private noteTurns(backend: IQueueBackend): void {
    const waitForJob = backend.waitForJob.bind(backend);
    const moveToActive = backend.moveToActive.bind(backend);
    backend.waitForJob = async (seconds) => {
      await this.keepListening(backend);
      const job = await waitForJob(Math.min(seconds, LONGEST_WAIT_S));
      this.turned();
      return job;
    };
    backend.moveToActive = async (token, name) => {
      try {
        const job = await moveToActive(token, name);
        this.turned();
        return job;
      } catch (error) {
        if (!this.worker?.closing) await delay(REFUSED_MS);
        throw error;
      }
    };
  }

  /** Repeating LISTEN is the heartbeat of its connection: without it, a silent server would look like an empty queue. */
  private async keepListening(backend: IQueueBackend): Promise<void> {
    if (isOnRedis(backend) || since(this.listenedAt) < LISTEN_AGAIN_MS) return;
    this.listenedAt = performance.now();
    await backend.reconnectBlocking();
  }

  private check(): void {
    if (!this.worker || this.worker.closing || !this.isStuck || since(this.renewedAt) <= this.times.turn) return;
    const fields = { queue: this.worker.name, ms: since(this.turnedAt) };
    if (!this.stuck) this.logger.error(fields, 'the worker takes no jobs: its connections are made anew');
    this.stuck = true;
    this.renewedAt = performance.now();
    renewConnections(this.worker.getBackend());
  }
}

/** BullMQ's backend for Redis has these properties; the one for Postgres has not. */
interface RedisBackend {
  readonly client: Promise<RedisConnection>;
  readonly blockingClient: Promise<RedisConnection> | undefined;
}

/** Where BullMQ's backend for Postgres keeps the connection that listens; it opens a new one when that breaks. */
interface PostgresBackend {
  readonly connection?: { readonly listenClient?: PostgresClient };
}

function isOnRedis(backend: object): backend is RedisBackend {
  return 'client' in backend;
}

function renewConnections(backend: object): void {
  if (!isOnRedis(backend)) {
    (backend as PostgresBackend).connection?.listenClient?.destroy(new Error('The server is silent'));
    return;
  }
  // One that rejects was never there, and is still being made.
  for (const connecting of [backend.client, backend.blockingClient]) connecting?.then(renew, () => undefined);
}

function renew(connection: RedisConnection): void {
  // While it connects there is nothing to end yet, and ioredis would give up for good.
  if (connection.status === 'connecting') return;
  if (connection.status === 'ready' || connection.status === 'connect') connection.disconnect(true);
  else connection.connect().catch(() => undefined);
}

function since(time: number): number {
  return Math.round(performance.now() - time);
}
