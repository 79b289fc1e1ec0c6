import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RedisProgram, redisBinary } from '../executables.js';
import { freePort } from '../free-port.js';
import { endProcess, untilReady } from '../server-process.js';
import type { TestCertificate } from './test-certificate.js';

export interface StartRedisOptions {
  /** Whether to keep an append-only file (`everysec`), as in production. Default: nothing is written. */
  appendOnly?: boolean;
  /** The folder of the append-only file; kept after `stop`. Default: a temporary folder that `stop` removes. */
  dir?: string;
  /** Default: a free one. */
  port?: number;
  /** Default: `redis-server`. */
  program?: RedisProgram;
  /** Accept TLS connections only, with this certificate. */
  tls?: TestCertificate;
  /** The only user that may sign in. Default: no authentication. */
  user?: { name: string; password: string };
  /** Start a Sentinel with this configuration file. */
  sentinelFile?: string;
  /** Additional arguments of the server. */
  args?: readonly string[];
}

export interface LocalRedis {
  url: string;
  port: number;
  pid: number;
  stop(): Promise<void>;
  /** SIGKILL, like a crash. The folder stays, so that a restart can be tested on it. */
  kill(): Promise<void>;
  /** SIGSTOP: connections stay and are still accepted, but nothing is answered until `thaw`. */
  freeze(): void;
  thaw(): void;
}

const ATTEMPTS = 3;
const READY = /Ready to accept connections|\+monitor master/;

/** Starts a temporary `redis-server` on 127.0.0.1 and waits until it accepts connections. */
export async function startRedis(options: StartRedisOptions = {}): Promise<LocalRedis> {
  const { program = 'redis-server', user, tls } = options;
  const binary = redisBinary(process.env.PATH, program);
  if (!binary)
    throw new Error(`There is no ${program} on the PATH. Install it (Debian, Ubuntu: apt-get install ${program}).`);
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), 'roster-redis-'));
  const clean = () => {
    if (options.dir === undefined) rmSync(dir, { recursive: true, force: true });
  };
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await freePort());
    const args = options.sentinelFile ? [options.sentinelFile, '--sentinel'] : [];
    args.push('--bind', '127.0.0.1', '--dir', dir, '--save', '');
    // Otherwise a replica waits five seconds for others to sync along.
    args.push('--repl-diskless-sync-delay', '0');
    args.push('--maxmemory-policy', 'noeviction', '--appendonly', options.appendOnly ? 'yes' : 'no');
    if (!tls) args.push('--port', String(port));
    else args.push('--port', '0', '--tls-port', String(port), '--tls-auth-clients', 'no');
    if (tls)
      args.push('--tls-cert-file', tls.certFile, '--tls-key-file', tls.keyFile, '--tls-ca-cert-file', tls.certFile);
    if (user) args.push('--user', user.name, 'on', `>${user.password}`, '~*', '&*', '+@all');
    if (user) args.push('--user', 'default', 'off');
    args.push(...(options.args ?? []));
    const child = spawn(binary, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const failure = await untilReady(child, READY);
    if (failure === undefined) return localRedis(child, port, urlOf(port, options), clean);
    const lostThePort = options.port === undefined && /address already in use/i.test(failure);
    if (lostThePort && attempt < ATTEMPTS) continue;
    clean();
    throw new Error(`${program} did not start on port ${port}.\n${failure.trim().split('\n').slice(-8).join('\n')}`);
  }
}

function urlOf(port: number, { tls, user }: StartRedisOptions): string {
  const login = user ? `${encodeURIComponent(user.name)}:${encodeURIComponent(user.password)}@` : '';
  return `${tls ? 'rediss' : 'redis'}://${login}127.0.0.1:${port}`;
}

function localRedis(child: ChildProcess, port: number, url: string, clean: () => void): LocalRedis {
  return {
    url,
    port,
    pid: child.pid ?? 0,
    kill: () => endProcess(child, 'SIGKILL'),
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    async stop() {
      child.kill('SIGCONT');
      await endProcess(child, 'SIGTERM');
      clean();
    },
  };
}
