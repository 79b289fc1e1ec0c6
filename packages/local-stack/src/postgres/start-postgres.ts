import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../free-port.js';
import { executable } from './binaries.js';
import { type Cluster, handOver, openCluster } from './cluster.js';
import { urlOf } from './databases.js';
import { explainFailure } from './explain-failure.js';
import { runTool } from './run-tool.js';
import { adoptRunningServer, killServer, signalServer, stopServer } from './running-server.js';

export interface StartPostgresOptions {
  /** For the cluster, its password and its log. As root under a private home they are elsewhere: see `log`. */
  dataDir: string;
  /** Default: the port of a server that already runs on this data, otherwise a free one. */
  port?: number;
  /** `false` gives up crash safety for speed: for tests only. */
  durable?: boolean;
  log?: (line: string) => void;
}

export interface LocalPostgres {
  /** The URL of the database `postgres`, as a superuser. */
  url: string;
  port: number;
  /** Where the data actually is. */
  dataDir: string;
  stop(): Promise<void>;
  /** Stops it at once, without a checkpoint; the next start recovers from the WAL. Does not wait. */
  kill(): void;
  /** Suspends all its processes until `thaw`: it accepts connections and answers nothing. */
  freeze(): void;
  thaw(): void;
}

const ATTEMPTS = 3;

/**
 * Starts an embedded Postgres on 127.0.0.1. It runs in its own session, so Ctrl-C in the terminal does not reach it and
 * the caller can stop it after its clients have drained.
 */
export async function startPostgres(options: StartPostgresOptions): Promise<LocalPostgres> {
  const { dataDir, durable = true, log = () => {} } = options;
  const cluster = await openCluster(dataDir, durable, log);
  const running = await adoptRunningServer(cluster);
  if (running && (options.port === undefined || options.port === running)) return localPostgres(cluster, running);
  if (running) await stopServer(cluster);

  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await freePort());
    const failure = await launch(cluster, port, durable);
    if (!failure) return localPostgres(cluster, port);
    // A free port may be taken a moment later. A port that the caller chose is not changed.
    const lostThePort = options.port === undefined && /address already in use/i.test(failure);
    if (!lostThePort || attempt === ATTEMPTS)
      throw explainFailure(`Postgres did not start (log: ${cluster.logFile})`, failure);
  }
}

/** Stops the server that a killed start left running on this data, if any. */
export async function stopPostgres(dataDir: string): Promise<void> {
  if (!existsSync(join(dataDir, 'cluster', 'postmaster.pid'))) return;
  const cluster = await openCluster(dataDir, false, () => {});
  // Frozen, it would not hear that it is to stop.
  signalServer(cluster, 'SIGCONT');
  await stopServer(cluster);
}

/** Promotes the standby that runs on this data and waits until it takes writes. */
export async function promotePostgres(dataDir: string): Promise<void> {
  const { binaries, data, home, user } = await openCluster(dataDir, true, () => {});
  const args = ['promote', '-D', data, '-w', '-t', '30'];
  const { code, output } = await runTool(executable(binaries, 'pg_ctl'), args, home, user);
  if (code !== 0) throw explainFailure(`The standby in ${data} could not be promoted`, output);
}

function localPostgres(cluster: Cluster, port: number): LocalPostgres {
  return {
    url: urlOf(cluster, port),
    port,
    dataDir: cluster.home,
    stop: () => stopServer(cluster),
    kill: () => killServer(cluster),
    freeze: () => signalServer(cluster, 'SIGSTOP'),
    thaw: () => signalServer(cluster, 'SIGCONT'),
  };
}

/** Returns what went wrong, or undefined. */
async function launch(cluster: Cluster, port: number, durable: boolean): Promise<string | undefined> {
  beginLog(cluster);
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    // Many suites share one server of tests.
    max_connections: durable ? 200 : 500,
    shared_buffers: '128MB',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const flags = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  const { code, output } = await runTool(
    executable(cluster.binaries, 'pg_ctl'),
    ['start', '-D', cluster.data, '-l', cluster.logFile, '-w', '-t', '60', '-o', flags.join(' ')],
    cluster.home,
    cluster.user,
  );
  return code === 0 ? undefined : `${output}\n${readFileSync(cluster.logFile, 'utf8')}`;
}

/** Keeps the log of this run and of the previous one. */
function beginLog({ logFile, user }: Cluster): void {
  if (existsSync(logFile)) renameSync(logFile, `${logFile}.1`);
  writeFileSync(logFile, '', { mode: 0o600 });
  handOver(logFile, user);
}
