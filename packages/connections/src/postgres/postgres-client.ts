import type { Socket } from 'node:net';
import pg, { type ClientConfig } from 'pg';
import { serverName } from '../server-name.js';
import { PostgresUnavailable } from './postgres-unavailable.js';
import { type PostgresServer, type PostgresTarget, readPostgresUrl, type ServerRole } from './postgres-url.js';
import { ServerFinder } from './server-finder.js';
import { probeServer, whyReadOnly } from './server-state.js';

/** How long connecting may take, TLS and authentication included, in milliseconds. */
const CONNECT_MS = 5_000;

/** Longer than any statement may take (`statement_timeout` is 12 s), so a live server has answered by then. */
const SILENCE_MS = 14_000;

/** How long the server may take to close an ended connection, in milliseconds. */
const END_MS = 2_000;

/** Parameters that a server reports at sign-in, and whenever they change, when it is read-only. */
const READ_ONLY_REPORTS: ReadonlySet<string> = new Set(['in_hot_standby', 'default_transaction_read_only']);
const READ_ONLY_TRANSACTION = '25006';

export interface PostgresClientConfig extends ClientConfig {
  /** How long a query may receive nothing before it ends the connection, in milliseconds; 0: without limit. */
  readonly silenceTimeoutMs?: number | undefined;
  /** Default: `primary`. A replica serves reads only. */
  readonly role?: ServerRole | undefined;
}

type ConnectCallback = (error: Error | null, client?: pg.Client) => void;

/** One per role and URL for the whole process, so that all connections share what one learns about the servers. */
const finders = new Map<string, ServerFinder>();

/** All connections of this process, so that those to one server can be closed together. */
const connections = new Set<PostgresClient>();

/**
 * A connection to the server that takes writes, or to a replica. It finds such a server among those in the URL, and closes
 * when the server falls silent or changes its role. Pass it to `pg.Pool` as `Client`, or use it like `pg.Client`.
 */
export class PostgresClient extends pg.Client {
  private readonly finder: ServerFinder | undefined;
  private readonly role: ServerRole;
  private readonly silenceMs: number;
  private reportedReadOnly = false;
  private ending = false;
  /** When the server last answered a query, on the monotonic clock. */
  private lastAnswerAt = 0;

  constructor(config: string | PostgresClientConfig = {}) {
    const {
      silenceTimeoutMs = SILENCE_MS,
      role = 'primary',
      ...given
    }: PostgresClientConfig = typeof config === 'string' ? { connectionString: config } : config;
    const target = given.connectionString === undefined ? undefined : readPostgresUrl(given.connectionString, role);
    const settings = {
      ...given,
      // Pools make `password` non-enumerable, so a spread omits it.
      password: typeof config === 'string' ? undefined : config.password,
      connectionString: target?.connectionString,
      connectionTimeoutMillis: given.connectionTimeoutMillis || CONNECT_MS,
      keepAlive: true,
    };
    super(settings);
    this.silenceMs = silenceTimeoutMs;
    this.role = role;
    this.finder = target && finderFor(given.connectionString ?? '', role, target, settings);
    // Queries, the pool and `end` report errors. One that nobody listens for must not end the process.
    this.on('error', () => {});
    this.connection.on('parameterStatus', (report: ParameterStatus) => this.handleReport(report));
    this.connection.on('errorMessage', ({ code }: { code?: string }) => {
      if (code === READ_ONLY_TRANSACTION && role === 'primary') this.leaveServer('takes no writes any more');
    });
    this.connection.on('readyForQuery', () => {
      this.lastAnswerAt = performance.now();
    });
  }

  override connect(): Promise<pg.Client>;
  override connect(callback: ConnectCallback): void;
  override connect(callback?: ConnectCallback): Promise<pg.Client> | undefined {
    if (callback === undefined)
      return new Promise((resolve, reject) => {
        this.connect((error) => (error ? reject(error) : resolve(this)));
      });
    // As in pg, the callback is called within the event: if it came later, an error could come in between.
    this.chooseServer().then(
      () => super.connect((error: Error | null) => this.connected(error, callback)),
      (error: Error) => callback(error),
    );
    return undefined;
  }

  override end(): Promise<void>;
  override end(callback: (error: Error) => void): void;
  override end(callback?: (error: Error) => void): Promise<void> | undefined {
    this.ending = true;
    this.socket.setTimeout(END_MS);
    if (callback === undefined) return super.end();
    super.end(callback);
    return undefined;
  }

  /** Ends the connection at once. `end` waits until the server has closed its side, which a silent server never does. */
  destroy(reason?: Error): void {
    this.socket.destroy(reason);
  }

  private get server(): PostgresServer {
    return { host: this.host, port: this.port };
  }

  /** TLS replaces it. */
  private get socket(): Socket {
    return this.connection.stream as Socket;
  }

  private async chooseServer(): Promise<void> {
    if (this.finder !== undefined) {
      const { host, port } = await this.finder.find();
      this.host = host;
      this.port = port;
    }
    // A pool destroys it on timeout, even before it has begun to connect.
    if (this.ending || this.socket.destroyed)
      throw new PostgresUnavailable('Connection terminated before a server was found');
  }

  private connected(error: Error | null, callback: ConnectCallback): void {
    if (error) {
      this.finder?.forget(this.server);
      callback(error);
      return;
    }
    this.watch();
    if (!this.reportedReadOnly) {
      callback(null, this);
      return;
    }
    // A pooler may repeat an old report of another server, so ask the server itself.
    whyReadOnly(this).then(
      (reason) => {
        if (reason === undefined) callback(null, this);
        else callback(this.leaveServer(reason));
      },
      (failure: Error) => callback(failure),
    );
  }

  private watch(): void {
    connections.add(this);
    this.once('end', () => {
      connections.delete(this);
      // The server may be gone, so the next connection searches for the primary.
      if (!this.ending) this.finder?.forget(this.server);
    });
    this.socket.on('timeout', () => {
      if (this.ending) this.socket.destroy();
      else if (this.hasQuery()) this.leaveSilentServer();
    });
    this.socket.setTimeout(this.ending ? END_MS : this.silenceMs);
  }

  /** The public `activeQuery` is deprecated and logs a warning. */
  private hasQuery(): boolean {
    return (this as unknown as { _activeQuery: unknown })._activeQuery != null;
  }

  private handleReport({ parameterName, parameterValue }: ParameterStatus): void {
    if (this.role === 'replica') {
      // The replica was promoted: another one is the replica now.
      if (parameterName === 'in_hot_standby' && parameterValue === 'off' && connections.has(this))
        this.leaveServer('is no standby any more');
      return;
    }
    if (!READ_ONLY_REPORTS.has(parameterName) || parameterValue !== 'on') return;
    if (connections.has(this)) this.leaveServer('takes no writes any more');
    else this.reportedReadOnly = true;
  }

  /** Closes all connections of this process to the server. Otherwise each would fail a request first. */
  private leaveServer(reason: string): Error {
    const advice =
      this.finder === undefined && this.role === 'primary'
        ? `: name the primary in DATABASE_URL, or all servers with target_session_attrs=read-write`
        : '';
    const error = new PostgresUnavailable(`${serverName(this.server)} ${reason}${advice}`);
    this.leave(error, () => true);
    return error;
  }

  /** Closes all connections to the server that have been silent for as long. Those that answered since stay open. */
  private leaveSilentServer(): void {
    const seconds = this.silenceMs / 1_000;
    const error = new PostgresUnavailable(`${serverName(this.server)} has not answered for ${seconds} s`);
    const isSilent = (other: PostgresClient) =>
      other.silenceMs > 0 && other.lastAnswerAt < performance.now() - Math.max(this.silenceMs, other.silenceMs);
    this.leave(error, (other) => other === this || isSilent(other));
  }

  /** A pooler may serve the primary and a replica at one address: connections of the other role stay. */
  private leave(error: Error, which: (connection: PostgresClient) => boolean): void {
    const name = serverName(this.server);
    const left = [...connections].filter(
      (one) => serverName(one.server) === name && one.role === this.role && which(one),
    );
    for (const one of new Set([this, ...left])) {
      one.finder?.forget(one.server);
      one.socket.destroy(error);
    }
  }
}

interface ParameterStatus {
  readonly parameterName: string;
  readonly parameterValue: string;
}

function finderFor(
  url: string,
  role: ServerRole,
  { servers }: PostgresTarget,
  config: ClientConfig,
): ServerFinder | undefined {
  if (servers.length === 0) return undefined;
  const known = finders.get(`${role} ${url}`);
  if (known !== undefined) return known;
  const probe = ({ host, port }: PostgresServer) => {
    const client = new pg.Client(config);
    client.host = host;
    client.port = port;
    return probeServer(client, role);
  };
  const finder = new ServerFinder(servers, probe, role);
  finders.set(`${role} ${url}`, finder);
  return finder;
}
