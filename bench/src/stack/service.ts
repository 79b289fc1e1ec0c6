import { type ChildProcess, execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';

const KEPT_OUTPUT = 4_000;

/** A process that was started for a contender. It stops by itself when this one is gone. */
export class Service {
  private constructor(
    readonly name: string,
    /** What it announced when it was ready. */
    readonly ready: Readonly<Record<string, unknown>>,
    private readonly child: ChildProcess,
  ) {}

  static async start(name: string, file: string, env: NodeJS.ProcessEnv): Promise<Service> {
    const child = fork(file, {
      env: {
        ...process.env,
        NODE_ENV: 'production',
        HOST: '127.0.0.1',
        PORT: '0',
        HEALTH_PORT: '0',
        LOG_LEVEL: 'error',
        // The load comes with one key and is to find the limit of the machine.
        RATE_LIMIT_PER_MINUTE: '0',
        DRAIN_DELAY_MS: '0',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        output = (output + chunk).slice(-KEPT_OUTPUT);
      });
    }
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`${name} ended with ${code} before it was ready.\n${output}`);
    });
    const [ready] = await Promise.race([once(child, 'message'), ended]);
    ended.catch(() => undefined);
    return new Service(name, ready, child);
  }

  get url(): string {
    return String(this.ready.url);
  }

  /** Memory that it occupies, in MiB. */
  async residentMemory(): Promise<number> {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(this.child.pid)]);
    return Number(stdout) / 1_024;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await gone;
  }
}
