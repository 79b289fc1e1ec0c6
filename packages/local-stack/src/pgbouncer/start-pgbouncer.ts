import { spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pgbouncerBinary } from '../executables.js';
import { freePort } from '../free-port.js';
import { serviceUser } from '../postgres/service-user.js';
import { endProcess, untilReady } from '../server-process.js';

export interface StartPgBouncerOptions {
  /** The URL of the server behind it. All its databases are available, as the user of this URL. */
  target: string;
  /** A configuration file that ends with the section `[pgbouncer]`. Its addresses and users are ignored. */
  ini: string;
  /** Settings that override those of the file. */
  settings?: Readonly<Record<string, string | number>>;
}

export interface LocalPgBouncer {
  /** The target's URL through the pooler. */
  url: string;
  port: number;
  pid: number;
  stop(): Promise<void>;
}

/** Starts a temporary PgBouncer on 127.0.0.1 and waits until it accepts connections. */
export async function startPgBouncer({ target, ini, settings = {} }: StartPgBouncerOptions): Promise<LocalPgBouncer> {
  const binary = pgbouncerBinary();
  if (!binary) throw new Error('There is no pgbouncer. Install it (Debian, Ubuntu: apt-get install pgbouncer).');
  const server = new URL(target);
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'roster-pgbouncer-'));
  // Like Postgres, it refuses to run as root.
  const user = serviceUser();
  const put = (name: string, text: string) => {
    const file = join(folder, name);
    writeFileSync(file, text, { mode: 0o600 });
    if (user) chownSync(file, user.uid, user.gid);
    return file;
  };
  const own = {
    auth_type: 'scram-sha-256',
    auth_file: put(
      'userlist.txt',
      `"${decodeURIComponent(server.username)}" "${decodeURIComponent(server.password)}"\n`,
    ),
    admin_users: decodeURIComponent(server.username),
    listen_addr: '127.0.0.1',
    listen_port: port,
    unix_socket_dir: '',
    ...settings,
  };
  const lines = Object.entries(own).map(([name, value]) => `${name} = ${value}`);
  const databases = `[databases]\n* = host=${server.hostname} port=${server.port}`;
  const given = readFileSync(ini, 'utf8');
  // Appended to the file's section, because a second section of that name would reset it to defaults.
  const file = put('pgbouncer.ini', [databases, given, ...lines, ''].join('\n'));
  chmodSync(folder, 0o755);
  const child = spawn(binary, [file], { stdio: ['ignore', 'pipe', 'pipe'], ...(user ?? {}) });
  const failure = await untilReady(child, /process up/);
  if (failure !== undefined) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`pgbouncer did not start on port ${port}.\n${failure.trim().split('\n').slice(-8).join('\n')}`);
  }
  server.port = String(port);
  return {
    url: server.href,
    port,
    pid: child.pid ?? 0,
    async stop() {
      // SIGTERM would wait for clients: https://www.pgbouncer.org/usage.html#signals
      await endProcess(child, 'SIGQUIT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
