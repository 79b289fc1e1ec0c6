import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = join(import.meta.dirname, '..');

interface Ready {
  readonly url: string;
  readonly metricsUrl: string;
}

/** One of the apps as a process, with all that it logs. */
export class Service {
  /** Standard output and standard error, line by line. */
  readonly lines: string[] = [];

  private constructor(
    private readonly child: ChildProcess,
    readonly ready: Promise<Ready>,
  ) {}

  static start(app: 'api' | 'worker', env: NodeJS.ProcessEnv): Service {
    const { NODE_OPTIONS: _, ...inherited } = process.env;
    const child = fork(join(ROOT, 'apps', app, 'dist', 'main.js'), {
      env: { ...inherited, DRAIN_DELAY_MS: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const service: Service = new Service(
      child,
      Promise.race([
        once(child, 'message').then(([message]) => message as Ready),
        once(child, 'exit').then(([code]) => {
          throw new Error(`${app} ended with ${code}:\n${service.lines.join('\n')}`);
        }),
      ]),
    );
    for (const stream of [child.stdout, child.stderr])
      if (stream) createInterface({ input: stream }).on('line', (line) => service.lines.push(line));
    return service;
  }

  terminate(): void {
    this.child.kill('SIGTERM');
  }

  /** Ends it; resolves with its exit code when all its lines are there. */
  async stop(): Promise<number | null> {
    if (this.child.exitCode !== null) return this.child.exitCode;
    const closed = once(this.child, 'close');
    this.terminate();
    await closed;
    return this.child.exitCode;
  }
}
