import { setTimeout as delay } from 'node:timers/promises';
import { readPostgresUrl } from '@roster/connections';
import type { ClientBase, QueryResult } from 'pg';
import type { EntityManager } from 'typeorm';
import { postgresError } from '../postgres-error.js';
import { type PlannerSetting, settings } from '../transactions/planned-transaction.js';
import { LazyDataSource } from './lazy-data-source.js';
import { PrimaryPositions } from './primary-positions.js';
import {
  ON_REPLICA,
  readPrimaryPosition,
  readReplicaPosition,
  type ServerPosition,
  serverPosition,
  type WalPosition,
} from './wal-position.js';

/** How long a read waits for the replica to reach a position, in milliseconds. */
const WAIT_MS = 300;

/** The first pause between two looks at the replica's position, and the longest, in milliseconds. */
const PAUSES_MS = { first: 5, longest: 40 };

/** How long a server that is asked for its position may be silent, in milliseconds. */
const PROBE_MS = 1_000;

/** Each statement sees what is replayed when it begins. Another default would let reads see a state before the position. */
const BEGIN = 'START TRANSACTION ISOLATION LEVEL READ COMMITTED READ ONLY';

const QUERY_CANCELED = '57014';

export interface ReplicaSettings {
  readonly primaryUrl: string;
  /** Names one standby, or several of which any will do. */
  readonly replicaUrl: string;
  readonly poolSize: number;
  readonly acquireTimeoutMs: number;
  /** How old the data of the replica may be, in milliseconds. */
  readonly maxLagMs: number;
}

/** Why the replica did not serve a read. */
export type Unserved = 'unavailable' | 'lag' | 'position' | 'error';

/** What was read, and a position that is not before anything in it. */
export interface Reading<Result> {
  readonly value: Result;
  readonly at: ServerPosition;
}

export interface ReplicaState {
  /** Why the replica is not used; null when it is. */
  readonly failure: string | null;
  /** How old its data is at most, in milliseconds, and how far it is behind, in bytes of log; null when not known. */
  readonly lag: { readonly ms: number; readonly bytes: number } | null;
}

/**
 * A standby that serves reads. What a read sees is checked in the read's own transaction, so a pooler or a load balancer
 * may stand in front of several standbys.
 */
export class ReadReplica {
  private readonly reads: LazyDataSource;
  /** Apart from the reads, so that no read can occupy the connections on which the servers are compared. */
  private readonly replicaProbe: LazyDataSource;
  private readonly primaryProbe: LazyDataSource;
  private readonly positions = new PrimaryPositions();
  private readonly maxLagMs: number;
  private replicaPosition: WalPosition | undefined;
  private primaryDatabase: string | undefined;
  private failure: string | null = 'not asked yet';
  /** For each read in flight, a callback that hands it to the primary. */
  private readonly inFlight = new Set<() => void>();

  /** @throws an error that says what is wrong with the URL */
  constructor({ primaryUrl, replicaUrl, poolSize, acquireTimeoutMs, maxLagMs }: ReplicaSettings) {
    readPostgresUrl(replicaUrl, 'replica');
    this.maxLagMs = maxLagMs;
    const reads = { applicationName: 'roster-replica-reads', poolSize, acquireTimeoutMs, role: 'replica' } as const;
    const probe = { applicationName: 'roster-replica-probe', acquireTimeoutMs: PROBE_MS, silenceTimeoutMs: PROBE_MS };
    this.reads = new LazyDataSource(replicaUrl, reads);
    this.replicaProbe = new LazyDataSource(replicaUrl, { ...probe, poolSize: 1, role: 'replica' });
    this.primaryProbe = new LazyDataSource(primaryUrl, { ...probe, poolSize: 2 });
  }

  /** Compares the two servers. Call it twice a second; without it the replica is not used. Never rejects. */
  async watch(): Promise<void> {
    try {
      const behind = await readReplicaPosition(await this.replicaProbe.get());
      const askedAt = performance.now();
      const ahead = await this.primaryPosition();
      if (behind.database !== ahead.database)
        throw new Error('it follows another cluster, or another timeline, or has another database');
      if (behind.position > ahead.position) throw new Error('it is ahead of the primary, so it follows another one');
      this.positions.note(ahead.position, askedAt);
      this.replicaPosition = behind.position;
      this.failure = null;
    } catch (error) {
      this.giveUp(error instanceof Error ? error.message : String(error));
    }
  }

  /** The database of the primary; undefined until it was asked. */
  get database(): string | undefined {
    return this.primaryDatabase;
  }

  get state(): ReplicaState {
    const { failure, replicaPosition: at, positions } = this;
    if (failure !== null || at === undefined || positions.latest === undefined) return { failure, lag: null };
    return { failure, lag: { ms: positions.ageOf(at, performance.now()), bytes: Number(positions.latest - at) } };
  }

  /** Where the primary is now: after everything that was acknowledged before the call. */
  async primaryPosition(): Promise<ServerPosition> {
    const at = await readPrimaryPosition(await this.primaryProbe.get());
    this.primaryDatabase = at.database;
    return at;
  }

  /**
   * Runs a read on the replica when its data is young enough and includes everything before the position, for which it
   * waits a little. What fails there, also because something is not found, is left to the primary.
   *
   * @throws an error of Postgres when the read takes longer than a statement may
   */
  async read<Result>(
    work: (tx: EntityManager) => Promise<Result>,
    { after, off = [] }: { readonly after: WalPosition | null; readonly off?: readonly PlannerSetting[] | undefined },
  ): Promise<Reading<Result> | Unserved> {
    if (this.failure !== null) return 'unavailable';
    return new Promise((resolve, reject) => {
      const leave = () => resolve('unavailable');
      this.inFlight.add(leave);
      void this.whenReached(work, after, off)
        .then(resolve, reject)
        .finally(() => this.inFlight.delete(leave));
    });
  }

  async close(): Promise<void> {
    this.giveUp('closed');
    await Promise.all([this.reads, this.replicaProbe, this.primaryProbe].map((one) => one.close()));
  }

  private giveUp(failure: string): void {
    this.failure = failure;
    for (const leave of this.inFlight) leave();
    this.inFlight.clear();
  }

  private async whenReached<Result>(
    work: (tx: EntityManager) => Promise<Result>,
    after: WalPosition | null,
    off: readonly PlannerSetting[],
  ): Promise<Reading<Result> | Unserved> {
    const deadline = performance.now() + WAIT_MS;
    try {
      for (let pause = PAUSES_MS.first; ; pause = Math.min(2 * pause, PAUSES_MS.longest)) {
        const outcome = await this.attempt(work, after, off);
        if (outcome !== 'position' || performance.now() + pause > deadline || this.isFarBehind()) return outcome;
        await delay(pause);
      }
    } catch (error) {
      if (postgresError(error).code === QUERY_CANCELED) throw error;
      return 'error';
    }
  }

  /** Whether waiting is in vain: the replica did not keep up even before the position was made. */
  private isFarBehind(): boolean {
    return (this.state.lag?.ms ?? 0) > PROBE_MS + WAIT_MS;
  }

  private async attempt<Result>(
    work: (tx: EntityManager) => Promise<Result>,
    after: WalPosition | null,
    off: readonly PlannerSetting[],
  ): Promise<Reading<Result> | Unserved> {
    const runner = (await this.reads.get()).createQueryRunner();
    const client: ClientBase = await runner.connect();
    try {
      const begin = [BEGIN, ...settings(off), ON_REPLICA];
      const refusal = this.refusal(await positionIn(client, begin), after);
      if (refusal !== null) {
        await client.query('ROLLBACK');
        return refusal;
      }
      const value = await work(runner.manager);
      return { value, at: await positionIn(client, [ON_REPLICA, 'COMMIT']) };
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }

  private refusal({ position, database }: ServerPosition, after: WalPosition | null): Unserved | null {
    if (database !== this.primaryDatabase) return 'unavailable';
    if (this.positions.ageOf(position, performance.now()) > this.maxLagMs) return 'lag';
    return after !== null && position < after ? 'position' : null;
  }
}

/** Sends the statements in one message. A standby reports its position in the transaction. */
async function positionIn(client: ClientBase, statements: readonly string[]): Promise<ServerPosition> {
  const results = (await client.query(statements.join('; '))) as unknown as QueryResult[];
  return serverPosition(results.find(({ command }) => command === 'SELECT')?.rows[0]);
}
