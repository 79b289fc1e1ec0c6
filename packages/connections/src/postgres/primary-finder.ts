import { setTimeout as delay } from 'node:timers/promises';
import { PostgresUnavailable } from './postgres-unavailable.js';
import { type PostgresServer, serverName } from './postgres-url.js';

/**
 * A failed search is not repeated sooner, in milliseconds. Those who ask meanwhile wait for the next one: an answer at
 * once would let a loop that tries again turn without an end, and nothing else in the process would run.
 */
const PAUSE_AFTER_FAILURE_MS = 200;

/** Knows which of several servers takes writes. All who connect at the same time share one search. */
export class PrimaryFinder {
  private search: Promise<PostgresServer> | undefined;
  private found: PostgresServer | undefined;
  private pausedUntil = 0;

  /** `probe` rejects with the reason when a server does not take writes. */
  constructor(
    private readonly servers: readonly PostgresServer[],
    private readonly probe: (server: PostgresServer) => Promise<void>,
  ) {}

  /** @throws PostgresUnavailable that says of each server why it does not do */
  find(): Promise<PostgresServer> {
    this.search ??= this.begin();
    return this.search;
  }

  /** The next one who connects looks anew. A search that is under way, or that found another server, goes on. */
  forget(server: PostgresServer): void {
    if (this.found === undefined || serverName(this.found) !== serverName(server)) return;
    this.found = undefined;
    this.search = undefined;
  }

  private async begin(): Promise<PostgresServer> {
    const pause = this.pausedUntil - performance.now();
    if (pause > 0) await delay(pause, undefined, { ref: false });
    try {
      this.found = await Promise.any(this.servers.map((server) => this.probe(server).then(() => server)));
      return this.found;
    } catch (cause) {
      this.search = undefined;
      this.pausedUntil = performance.now() + PAUSE_AFTER_FAILURE_MS;
      const reasons = (cause as AggregateError).errors as Error[];
      const told = this.servers.map((server, index) => `${serverName(server)}: ${reasons[index]?.message}`);
      throw new PostgresUnavailable(`None of the servers of DATABASE_URL takes writes (${told.join('; ')})`);
    }
  }
}
