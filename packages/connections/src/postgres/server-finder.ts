import { setTimeout as delay } from 'node:timers/promises';
import { serverName } from '../server-name.js';
import { PostgresUnavailable } from './postgres-unavailable.js';
import type { PostgresServer, ServerRole } from './postgres-url.js';

/**
 * Pause after a failed search, in milliseconds. Callers wait for the next search meanwhile: with an immediate error, a
 * retry loop would block everything else in the process.
 */
const PAUSE_AFTER_FAILURE_MS = 200;

/** For messages. */
const NONE: Readonly<Record<ServerRole, string>> = {
  primary: 'None of the servers of DATABASE_URL takes writes',
  replica: 'None of the servers of DATABASE_READ_URL is a standby that answers',
};

/** Finds which of several servers takes writes, or one that is a standby. Concurrent callers share one search. */
export class ServerFinder {
  private search: Promise<PostgresServer> | undefined;
  private found: PostgresServer | undefined;
  private pausedUntil = 0;

  /** @param probe rejects with the reason when a server does not have the role */
  constructor(
    private readonly servers: readonly PostgresServer[],
    private readonly probe: (server: PostgresServer) => Promise<void>,
    private readonly role: ServerRole = 'primary',
  ) {}

  /** @throws PostgresUnavailable with the reason for each server */
  find(): Promise<PostgresServer> {
    this.search ??= this.begin();
    return this.search;
  }

  /** Makes the next caller search again, unless a search is running or has found another server. */
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
      const failures = this.servers.map((server, index) => `${serverName(server)}: ${reasons[index]?.message}`);
      throw new PostgresUnavailable(`${NONE[this.role]} (${failures.join('; ')})`);
    }
  }
}
