import type { OnApplicationBootstrap } from '@nestjs/common';
import {
  ConsistencyTokens,
  PRIMARY_TOKEN,
  type ReadReplica,
  type ReadRunner,
  readsOn,
  type ServerPosition,
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
export class ConsistentReads implements OnApplicationBootstrap {
  private tokens: ConsistencyTokens | undefined;
  private readonly positions = new SharedReads<ServerPosition>();
  private loop: IntervalLoop | undefined;

  /** @param primary reads on the server that takes writes */
  constructor(
    private readonly primary: DataSource,
    private readonly replica: Replica | null,
    private readonly logger: Logger,
  ) {}

  /** Asks the replica once before the first request, so that the first report on health tells whether it is used. */
  async onApplicationBootstrap(): Promise<void> {
    if (this.replica === null) return;
    const { server } = this.replica;
    const name = 'the replica was not asked';
    const run = () => this.watch(server);
    await run().catch((error) => this.logger.warn({ error: String(error) }, name));
    this.loop = new IntervalLoop({ name, logger: this.logger, intervalMs: WATCH_INTERVAL_MS, run });
  }

  /** Call it after the last request: until then the replica is watched. */
  async close(): Promise<void> {
    await this.loop?.stop();
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
        needed = { all: false, after: reading.at.position };
        freshness.position = async () => (await this.consistencyTokens()).encode(reading.at);
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
      const asked = Promise.all([this.positions.get('', () => server.primaryPosition()), this.consistencyTokens()]);
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
    return this.replica === null ? undefined : PRIMARY_TOKEN;
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
    const tokens = await this.consistencyTokens();
    let after = 0n;
    for (const token of sent) {
      const position = database === undefined ? undefined : tokens.decode(database, token);
      if (position === undefined) return { all: true };
      if (position > after) after = position;
    }
    return { all: false, after };
  }

  private async consistencyTokens(): Promise<ConsistencyTokens> {
    this.tokens ??= await ConsistencyTokens.read(this.primary);
    return this.tokens;
  }

  private async watch(server: ReadReplica): Promise<void> {
    // Pages that a replica serves need it, too.
    await this.consistencyTokens();
    const before = server.state.failure;
    await server.watch();
    const { failure } = server.state;
    if (failure === null && before !== null) this.logger.info({}, 'the replica serves reads');
    if (failure !== null && failure !== before) this.logger.warn({ error: failure }, 'the replica is not used');
  }
}
