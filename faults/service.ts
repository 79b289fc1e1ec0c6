import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

export type App = 'api' | 'worker' | 'slack-bot';

/** One running process of Roster, which a fault may hit. */
export class Service {
  private constructor(
    readonly app: App,
    readonly url: string,
    /** What it was started with beside what every process gets: a supervisor starts it with the same again. */
    readonly env: NodeJS.ProcessEnv,
    private readonly child: ChildProcess,
  ) {}

  static async start(app: App, common: NodeJS.ProcessEnv, env: NodeJS.ProcessEnv): Promise<Service> {
    const child = fork(join(ROOT, 'apps', app, 'dist', 'main.js'), {
      env: { ...process.env, ...common, ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        output = (output + chunk).slice(-4_000);
      });
    }
    const ready = once(child, 'message') as Promise<[{ url: string }]>;
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`${app} ended with ${code} before it was ready:\n${output}`);
    });
    const [{ url }] = await Promise.race([ready, ended]);
    ended.catch(() => undefined);
    return new Service(app, url, env, child);
  }

  get alive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Resolves when the process is gone, by whatever cause. */
  async gone(): Promise<void> {
    if (this.alive) await once(this.child, 'exit');
  }

  async signal(signal: NodeJS.Signals): Promise<void> {
    this.child.kill(signal);
    if (signal === 'SIGKILL' || signal === 'SIGTERM') await this.gone();
  }
}
