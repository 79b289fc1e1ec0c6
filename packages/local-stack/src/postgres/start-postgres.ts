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
  /** Holds the cluster, its password and its log. As root under a closed home they lie elsewhere; `log` tells where. */
  dataDir: string;
  /** Default: whatever is free, or the port of the server that already runs on this data. */
  port?: number;
  /** `false` trades safety against a crash of the machine for speed: tests only. */
  durable?: boolean;
  log?: (line: string) => void;
}

export interface LocalPostgres {
  /** Database `postgres`, as a superuser. */
  url: string;
  port: number;
  /** Where the data really is. */
  dataDir: string;
  stop(): Promise<void>;
  /** Ends it at once, without a last checkpoint; the next start recovers from the log. Does not wait. */
  kill(): void;
  /** Stops all of its processes where they are, until `thaw`: it accepts connections and answers nothing. */
  freeze(): void;
  thaw(): void;
}

const ATTEMPTS = 3;

/**
 * Starts an embedded Postgres on 127.0.0.1. It runs in a session of its own, so Ctrl-C in the terminal does not reach
 * it: whoever started it decides when, after its clients have drained, it is stopped.
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
    // A port that the system called free may be gone a moment later; one that the caller chose is not ours to change.
    const lostThePort = options.port === undefined && /address already in use/i.test(failure);
    if (!lostThePort || attempt === ATTEMPTS)
      throw explainFailure(`Postgres did not start (log: ${cluster.logFile})`, failure);
  }
}

/** Stops the server that a killed start left running on this data, if there is one. */
export async function stopPostgres(dataDir: string): Promise<void> {
  if (existsSync(join(dataDir, 'cluster', 'postmaster.pid')))
    await stopServer(await openCluster(dataDir, false, () => {}));
}

/** Ends the recovery of the standby that runs on this data; resolves when it takes writes. */
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

/** Returns what went wrong, or nothing. */
async function launch(cluster: Cluster, port: number, durable: boolean): Promise<string | undefined> {
  beginLog(cluster);
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
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

/** The log of this run and that of the one before are kept. */
function beginLog({ logFile, user }: Cluster): void {
  if (existsSync(logFile)) renameSync(logFile, `${logFile}.1`);
  writeFileSync(logFile, '', { mode: 0o600 });
  handOver(logFile, user);
}
