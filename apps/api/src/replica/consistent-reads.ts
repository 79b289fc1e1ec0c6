import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import {
  ConsistencyTokens,
  type ReadReplica,
  type ReadRunner,
  readsOn,
  type ServerPosition,
  UNREACHABLE,
  type WalPosition,
} from '@roster/database';
import { IntervalLoop, type Logger, type ReplicaMetrics, withTimeLimit } from '@roster/runtime';
import type { DataSource } from 'typeorm';
import { SharedReads } from '../requests/shared-reads.js';
import type { Freshness } from './freshness.js';

/** How often the two servers are compared, in milliseconds. */
const WATCH_INTERVAL_MS = 500;

/** How long an answer waits for the position of the primary, in milliseconds. */
const POSITION_MS = 250;

interface Replica {
  readonly server: ReadReplica;
  readonly metrics: ReplicaMetrics;
}

/** What a read must include: everything before a position, or all that the primary has. */
type Needed = { readonly all: true } | { readonly all: false; readonly after: WalPosition | null };

/**
 * Reads that a replica may serve. What a caller has to see is said by tokens; whenever the replica cannot show that, and
 * whenever anything fails there, the primary serves the read.
 */
export class ConsistentReads implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private tokens: ConsistencyTokens | undefined;
  private readonly positions = new SharedReads<ServerPosition>();
  private loop: IntervalLoop | undefined;

  /** @param primary reads on the server that takes writes */
  constructor(
    private readonly primary: DataSource,
    private readonly replica: Replica | null,
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    if (this.replica === null) return;
    const { server } = this.replica;
    this.loop = new IntervalLoop({
      name: 'the replica was not asked',
      logger: this.logger,
      intervalMs: WATCH_INTERVAL_MS,
      run: () => this.watch(server),
      immediate: true,
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop?.stop();
  }

  async close(): Promise<void> {
    await this.replica?.server.close();
  }

  /** Runs the reads of one request. What began on the primary stays there, so that no part of it is older than another. */
  for(freshness: Freshness): ReadRunner {
    const { replica } = this;
    const onPrimary = readsOn(this.primary);
    if (replica === null) return onPrimary;
    let needed: Needed | undefined;
    return async (work, off) => {
      needed ??= await this.neededBy(freshness, replica.server);
      const { server, metrics } = replica;
      const reading = needed.all ? 'position' : await server.read(work, { after: needed.after, off });
      if (typeof reading !== 'string') {
        metrics.served('replica', '');
        needed = { all: false, after: reading.position };
        freshness.position = async () => this.tokenAt(reading.position, server);
        return reading.value;
      }
      metrics.served('primary', reading);
      needed = { all: true };
      freshness.position = () => this.token();
      return onPrimary(work, off);
    };
  }

  /** A token for everything that was acknowledged before the call. Undefined without a replica. */
  async token(): Promise<string | undefined> {
    if (this.replica === null) return undefined;
    const { server } = this.replica;
    try {
      const asked = Promise.all([this.positions.get('', () => server.primaryPosition()), this.cipher()]);
      const late = () => new Error(`the primary has not told its position within ${POSITION_MS} ms`);
      const [at, tokens] = await withTimeLimit(asked, POSITION_MS, late);
      return tokens.encode(at);
    } catch (error) {
      this.logger.warn({ error: String(error) }, 'reads that follow this change go to the primary');
      return this.primaryToken();
    }
  }

  /** A token that only the primary satisfies; undefined without a replica. */
  primaryToken(): string | undefined {
    return this.replica === null ? undefined : this.tokenAt(UNREACHABLE, this.replica.server);
  }

  get hasReplica(): boolean {
    return this.replica !== null;
  }

  /** @throws Error why the replica is not used */
  async check(): Promise<void> {
    const failure = this.replica?.server.state.failure ?? null;
    if (failure !== null) throw new Error(failure);
  }

  /** A token that cannot be read is of another database, for example of before a failover: nothing is known of it here. */
  private async neededBy({ tokens: sent }: Freshness, { database }: ReadReplica): Promise<Needed> {
    if (sent.length === 0) return { all: false, after: null };
    const tokens = await this.cipher();
    let after = 0n;
    for (const token of sent) {
      const position = database === undefined ? undefined : tokens.decode(database, token);
      if (position === undefined || position === UNREACHABLE) return { all: true };
      if (position > after) after = position;
    }
    return { all: false, after };
  }

  private tokenAt(position: WalPosition, { database }: ReadReplica): string | undefined {
    return database === undefined ? undefined : this.tokens?.encode({ position, database });
  }

  private async cipher(): Promise<ConsistencyTokens> {
    this.tokens ??= await ConsistencyTokens.read(this.primary);
    return this.tokens;
  }

  private async watch(server: ReadReplica): Promise<void> {
    const before = server.state.failure;
    await server.watch();
    const { failure } = server.state;
    if (failure === null && before !== null) this.logger.info({}, 'the replica serves reads');
    if (failure !== null && failure !== before) this.logger.warn({ error: failure }, 'the replica is not used');
    if (this.tokens === undefined) await this.cipher();
  }
}
