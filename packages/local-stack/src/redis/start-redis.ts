import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../free-port.js';
import { redisBinary } from './redis-binary.js';

export interface StartRedisOptions {
  /** Keep an append-only file (`everysec`), as production does. Default: nothing is written. */
  appendOnly?: boolean;
  /** Where the append-only file lies; kept after `stop`. Default: a folder of its own that `stop` removes. */
  dir?: string;
  /** Default: whatever is free. */
  port?: number;
}

export interface LocalRedis {
  url: string;
  port: number;
  pid: number;
  stop(): Promise<void>;
  /** SIGKILL: a crash. The folder stays, so that a restart can be tried on it. */
  kill(): Promise<void>;
}

const ATTEMPTS = 3;

/** Starts a throw-away `redis-server` on 127.0.0.1 that takes connections when this resolves. */
export async function startRedis(options: StartRedisOptions = {}): Promise<LocalRedis> {
  const binary = redisBinary();
  if (!binary)
    throw new Error('There is no redis-server on the PATH. Install it (Debian, Ubuntu: apt-get install redis-server).');
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), 'roster-redis-'));
  const clean = () => {
    if (options.dir === undefined) rmSync(dir, { recursive: true, force: true });
  };
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await freePort());
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, '--save', ''];
    args.push('--maxmemory-policy', 'noeviction', '--appendonly', options.appendOnly ? 'yes' : 'no');
    const child = spawn(binary, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const failure = await untilReady(child);
    if (failure === undefined) return localRedis(child, port, clean);
    const lostThePort = options.port === undefined && /address already in use/i.test(failure);
    if (lostThePort && attempt < ATTEMPTS) continue;
    clean();
    throw new Error(`redis-server did not start on port ${port}.\n${failure.trim().split('\n').slice(-8).join('\n')}`);
  }
}

/** Resolves with nothing when connections are accepted, or with the output of a server that ended before. */
function untilReady(child: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    let output = '';
    const hear = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-4_000);
      if (output.includes('Ready to accept connections')) resolve(undefined);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('error', reject);
    child.once('close', () => resolve(output));
  });
}

function localRedis(child: ChildProcess, port: number, clean: () => void): LocalRedis {
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const closed = once(child, 'close');
    child.kill(signal);
    await closed;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    pid: child.pid ?? 0,
    kill: () => end('SIGKILL'),
    async stop() {
      await end('SIGTERM');
      clean();
    },
  };
}
