import { setTimeout as delay } from 'node:timers/promises';
import type { IQueueBackend, Worker } from 'bullmq';
import type pg from 'pg';
import { destroyConnection } from '../backend/destroy-connection.js';
import type { QueueLogger } from '../logger.js';

/** In milliseconds. */
export interface JobLoopTimes {
  /** How long the loop may take for a turn: twice the longest blocking read, and some more. */
  readonly turn: number;
  /** How long all its slots may be busy without one job coming or going: a bulk of 10,000 under load takes minutes. */
  readonly busy: number;
  readonly look: number;
}

const TIMES: JobLoopTimes = { turn: 25_000, busy: 10 * 60_000, look: 1_000 };

/** Seconds that a worker may wait for a job at a time. BullMQ's backend for Postgres would wait for an hour. */
const LONGEST_WAIT_S = 10;

/** How often a worker on Postgres subscribes again, in milliseconds. */
const LISTEN_AGAIN_MS = 10_000;

/**
 * A server that is a replica, has no memory or knows no such user refuses to give a job. BullMQ asks again at once; with
 * this pause, in milliseconds, it does not do so thousands of times a second.
 */
const REFUSED_MS = 1_000;

/** What is needed of an ioredis client, single or cluster. */
interface RedisConnection {
  readonly status: string;
  connect(): Promise<void>;
  disconnect(reconnect: boolean): void;
}

/**
 * Knows whether a worker still takes jobs. BullMQ's loop awaits one answer of its queue after the other (`mainLoop`,
 * 6.7), and stands still, without an error, when one does not come. Every answer is a turn; an idle loop has one every
 * ten seconds. A loop that stands still without having all its slots busy gets new connections.
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

  /** To be called once, when BullMQ's worker was made; its turns are noted from then on. */
  watch(worker: Worker): void {
    this.worker = worker;
    this.noteTurns(worker.getBackend());
    this.turned();
    this.timer = setInterval(() => this.look(), this.times.look);
    this.timer.unref();
  }

  /** Around everything that is done for one job. */
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

  /** @throws an error when the worker takes no jobs, or does not get on with those that it has. */
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

  /** A LISTEN that is sent again is the heartbeat of its connection: without it, silence would pass for an empty queue. */
  private async keepListening(backend: IQueueBackend): Promise<void> {
    if (isOnRedis(backend) || since(this.listenedAt) < LISTEN_AGAIN_MS) return;
    this.listenedAt = performance.now();
    await backend.reconnectBlocking();
  }

  private look(): void {
    if (!this.worker || this.worker.closing || !this.isStuck || since(this.renewedAt) <= this.times.turn) return;
    const fields = { queue: this.worker.name, ms: since(this.turnedAt) };
    if (!this.stuck) this.logger.error(fields, 'the worker takes no jobs: its connections are made anew');
    this.stuck = true;
    this.renewedAt = performance.now();
    renewConnections(this.worker.getBackend());
  }
}

/** BullMQ's backend for Redis has these, and the one for Postgres has not. */
interface RedisBackend {
  readonly client: Promise<unknown>;
  readonly blockingClient: Promise<unknown> | undefined;
}

/** Where BullMQ's backend for Postgres keeps the connection that listens; it makes another one when that breaks. */
interface PostgresBackend {
  readonly connection?: { readonly listenClient?: pg.Client };
}

function isOnRedis(backend: object): backend is RedisBackend {
  return 'client' in backend;
}

function renewConnections(backend: object): void {
  if (!isOnRedis(backend)) {
    const { connection } = backend as PostgresBackend;
    if (connection?.listenClient) destroyConnection(connection.listenClient, new Error('The server is silent'));
    return;
  }
  for (const connecting of [backend.client, backend.blockingClient])
    connecting?.then(
      (connection) => renew(connection as RedisConnection),
      // One that was never there is still being made.
      () => undefined,
    );
}

function renew(connection: RedisConnection): void {
  // While it is connecting there is nothing to end yet, and ioredis would give up for good.
  if (connection.status === 'connecting') return;
  if (connection.status === 'ready' || connection.status === 'connect') connection.disconnect(true);
  else connection.connect().catch(() => undefined);
}

function since(time: number): number {
  return Math.round(performance.now() - time);
}
