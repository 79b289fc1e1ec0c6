import { PostgresUnavailable } from './postgres-unavailable.js';
import { type PostgresServer, serverName } from './postgres-url.js';

/** A failed search is not repeated sooner, in milliseconds: while there is no primary, each request would begin one. */
const PAUSE_AFTER_FAILURE_MS = 200;

/** Knows which of several servers takes writes. All who connect at the same time share one search. */
export class PrimaryFinder {
  private search: Promise<PostgresServer> | undefined;
  private found: PostgresServer | undefined;

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
    try {
      this.found = await Promise.any(this.servers.map((server) => this.probe(server).then(() => server)));
      return this.found;
    } catch (cause) {
      setTimeout(() => {
        this.search = undefined;
      }, PAUSE_AFTER_FAILURE_MS).unref();
      const reasons = (cause as AggregateError).errors as Error[];
      const told = this.servers.map((server, index) => `${serverName(server)}: ${reasons[index]?.message}`);
      throw new PostgresUnavailable(`None of the servers of DATABASE_URL takes writes (${told.join('; ')})`);
    }
  }
}
