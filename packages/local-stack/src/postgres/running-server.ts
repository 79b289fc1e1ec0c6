import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { executable } from './binaries.js';
import type { Cluster } from './cluster.js';
import { inDatabase, urlOf } from './databases.js';
import { explainFailure } from './explain-failure.js';
import { runTool } from './run-tool.js';

/**
 * The port of a server that a killed start left running on this cluster. It is reused if it answers and stopped if not.
 * A pid file that names another program is removed.
 */
export async function adoptRunningServer(cluster: Cluster): Promise<number | undefined> {
  const file = join(cluster.data, 'postmaster.pid');
  const [pid, , , port] = readLines(file);
  if (!pid) return undefined;
  if (!isPostgres(Number(pid))) {
    // Postgres removes a stale file itself, but not if the pid now belongs to another program of this user.
    rmSync(file, { force: true });
    return undefined;
  }
  if (port && (await answers(cluster, Number(port)))) return Number(port);
  await stopServer(cluster);
  return undefined;
}

/** Stops the server, if it is running, and waits until its last process is gone. */
export async function stopServer(cluster: Cluster): Promise<void> {
  for (const mode of ['fast', 'immediate']) {
    const args = ['stop', '-D', cluster.data, '-m', mode, '-w', '-t', '30'];
    const { code, output } = await runTool(executable(cluster.binaries, 'pg_ctl'), args, cluster.home, cluster.user);
    if (code === 0 || readLines(join(cluster.data, 'postmaster.pid')).length === 0) return;
    if (mode === 'immediate') throw explainFailure(`Postgres in ${cluster.data} could not be stopped`, output);
  }
}

/** SIGQUIT is Postgres' immediate shutdown: https://www.postgresql.org/docs/current/server-shutdown.html */
export function killServer({ data }: Cluster): void {
  const [pid] = readLines(join(data, 'postmaster.pid'));
  if (pid && isPostgres(Number(pid))) process.kill(Number(pid), 'SIGQUIT');
}

/** Sends a signal to all processes of the server, if it is running. */
export function signalServer({ data }: Cluster, signal: 'SIGSTOP' | 'SIGCONT'): void {
  const server = Number(readLines(join(data, 'postmaster.pid'))[0]);
  if (!server || !isPostgres(server)) return;
  const processes = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).stdout.trim().split('\n');
  const children = processes
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === server);
  // The postmaster first: while it is stopped it starts no more children.
  for (const pid of [server, ...children.flatMap(([child]) => child ?? [])]) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      // It has ended meanwhile.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

async function answers(cluster: Cluster, port: number): Promise<boolean> {
  try {
    return await inDatabase(urlOf(cluster, port), async (client) => {
      const { rows } = await client.query<{ folder: string }>("SELECT current_setting('data_directory') AS folder");
      return rows[0]?.folder === cluster.data;
    });
  } catch {
    return false;
  }
}

function isPostgres(pid: number): boolean {
  if (process.platform === 'win32') return true;
  // Another program's arguments may name Postgres too. A zombie has no command line in /proc, but Postgres would take
  // it for a running server.
  const program =
    process.platform === 'linux'
      ? readLines(`/proc/${pid}/cmdline`).join().split('\0', 1).join()
      : spawnSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' }).stdout;
  return program.includes('postgres');
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}
