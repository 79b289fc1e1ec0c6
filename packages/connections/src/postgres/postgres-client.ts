import type { Socket } from 'node:net';
import pg, { type ClientConfig } from 'pg';
import { PostgresUnavailable } from './postgres-unavailable.js';
import { type PostgresServer, type PostgresTarget, readPostgresUrl, serverName } from './postgres-url.js';
import { PrimaryFinder } from './primary-finder.js';
import { probeServer, whyReadOnly } from './server-state.js';

/** How long a connection may take to be made, TLS and sign-in included, in milliseconds. */
const CONNECT_MS = 5_000;

/** Longer than any statement may take (`statement_timeout` is 12 s): a server that lives has answered by then. */
const SILENCE_MS = 14_000;

/** How long the other side may take to close a connection that is ended, in milliseconds. */
const END_MS = 2_000;

/** What a server tells by itself when it takes no writes, at sign-in and whenever it changes. */
const READ_ONLY_REPORTS: ReadonlySet<string> = new Set(['in_hot_standby', 'default_transaction_read_only']);
const READ_ONLY_TRANSACTION = '25006';

export interface PostgresClientConfig extends ClientConfig {
  /** A query without a byte for so long ends the connection, in milliseconds; 0 is never: for statements without a limit. */
  readonly silenceTimeoutMs?: number | undefined;
}

type ConnectCallback = (error: Error | null, client?: pg.Client) => void;

/** One per URL, for the whole process: what one connection learns of the primary all others know. */
const finders = new Map<string, PrimaryFinder>();

/** All connections of this process, so that those to one server can be left together. */
const connections = new Set<PostgresClient>();

/**
 * A connection to the server that takes writes, which it leaves when that falls silent or becomes read-only. Of several
 * servers in the URL it finds the right one. It is given to `pg.Pool` as `Client`, or used as `pg.Client` is.
 */
export class PostgresClient extends pg.Client {
  private readonly finder: PrimaryFinder | undefined;
  private readonly silenceMs: number;
  private reportedReadOnly = false;
  private ending = false;
  /** When the server last answered a query, on the monotonic clock. */
  private heardAt = 0;

  constructor(config: string | PostgresClientConfig = {}) {
    const { silenceTimeoutMs = SILENCE_MS, ...given } =
      typeof config === 'string' ? { connectionString: config } : config;
    const target = given.connectionString === undefined ? undefined : readPostgresUrl(given.connectionString);
    const settings = {
      ...given,
      // A pool hides it from copies.
      password: typeof config === 'string' ? undefined : config.password,
      connectionString: target?.connectionString,
      connectionTimeoutMillis: given.connectionTimeoutMillis || CONNECT_MS,
      keepAlive: true,
    };
    super(settings);
    this.silenceMs = silenceTimeoutMs;
    this.finder = target && finderFor(given.connectionString ?? '', target, settings);
    // Its queries, its pool and `end` tell of an error; one that nobody listens for must not end the process.
    this.on('error', () => {});
    this.connection.on('parameterStatus', (report: ParameterStatus) => this.heardOf(report));
    this.connection.on('errorMessage', ({ code }: { code?: string }) => {
      if (code === READ_ONLY_TRANSACTION) this.leaveServer('takes no writes any more');
    });
    this.connection.on('readyForQuery', () => {
      this.heardAt = performance.now();
    });
  }

  override connect(): Promise<pg.Client>;
  override connect(callback: ConnectCallback): void;
  override connect(callback?: ConnectCallback): Promise<pg.Client> | undefined {
    if (callback === undefined)
      return new Promise((resolve, reject) => {
        this.connect((error) => (error ? reject(error) : resolve(this)));
      });
    // The callback is called from within the event that it tells of, as pg does: later, an error could come in between.
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

  private get server(): PostgresServer {
    return { host: this.host, port: this.port };
  }

  /** Another one once TLS begins. */
  private get socket(): Socket {
    return this.connection.stream as Socket;
  }

  private async chooseServer(): Promise<void> {
    if (this.finder !== undefined) {
      const { host, port } = await this.finder.find();
      this.host = host;
      this.port = port;
    }
    // A pool destroys it when its time is over, also before it has begun to connect.
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
    // A pooler may repeat what another server reported long ago: the server itself is asked.
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
      // Its server may be gone: the next one who connects looks where the primary is.
      if (!this.ending) this.finder?.forget(this.server);
    });
    this.socket.on('timeout', () => {
      if (this.ending) this.socket.destroy();
      else if (this.hasQuery()) this.leaveSilentServer();
    });
    this.socket.setTimeout(this.ending ? END_MS : this.silenceMs);
  }

  /** The public `activeQuery` is deprecated and writes a warning. */
  private hasQuery(): boolean {
    return (this as unknown as { _activeQuery: unknown })._activeQuery != null;
  }

  private heardOf({ parameterName, parameterValue }: ParameterStatus): void {
    if (!READ_ONLY_REPORTS.has(parameterName) || parameterValue !== 'on') return;
    if (connections.has(this)) this.leaveServer('takes no writes any more');
    else this.reportedReadOnly = true;
  }

  /** All connections of this process to the server: they would fail one by one, each after a caller's request. */
  private leaveServer(reason: string): Error {
    const advice =
      this.finder === undefined
        ? `: name the primary in DATABASE_URL, or all servers with target_session_attrs=read-write`
        : '';
    const error = new PostgresUnavailable(`${serverName(this.server)} ${reason}${advice}`);
    this.leave(error, () => true);
    return error;
  }

  /** Others that were not heard of for as long are as dead; those that answered since go on. */
  private leaveSilentServer(): void {
    const seconds = this.silenceMs / 1_000;
    const error = new PostgresUnavailable(`${serverName(this.server)} has not answered for ${seconds} s`);
    const isSilent = (other: PostgresClient) =>
      other.silenceMs > 0 && other.heardAt < performance.now() - Math.max(this.silenceMs, other.silenceMs);
    this.leave(error, (other) => other === this || isSilent(other));
  }

  private leave(error: Error, which: (connection: PostgresClient) => boolean): void {
    const name = serverName(this.server);
    const left = [...connections].filter((one) => serverName(one.server) === name && which(one));
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

function finderFor(url: string, { servers }: PostgresTarget, config: ClientConfig): PrimaryFinder | undefined {
  if (servers.length === 0) return undefined;
  const known = finders.get(url);
  if (known !== undefined) return known;
  const finder = new PrimaryFinder(servers, ({ host, port }) => {
    const client = new pg.Client(config);
    client.host = host;
    client.port = port;
    return probeServer(client);
  });
  finders.set(url, finder);
  return finder;
}
