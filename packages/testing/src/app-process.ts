import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ReadyMessage } from '@roster/runtime';

export type App = 'api' | 'console' | 'slack-bot' | 'worker';

const APPS = join(import.meta.dirname, '..', '..', '..', 'apps');

/** Free ports, and a stop without a drain delay. */
const DEFAULTS = {
  HOST: '127.0.0.1',
  PORT: '0',
  HEALTH_PORT: '0',
  SLACK_PORT: '0',
  CONSOLE_PORT: '0',
  LOG_LEVEL: 'error',
  DRAIN_DELAY_MS: '0',
};

/** The lines that an error repeats. */
const LAST_LINES = 30;

/** A process ended before it was ready. */
class AppEnded extends Error {
  constructor(
    app: App,
    /** The exit code; null when a signal ended it. */
    readonly code: number | null,
    /** The end of its standard output and standard error. */
    readonly output: string,
  ) {
    super(`${app} ended with ${code} before it was ready:\n${output}`);
  }
}

/**
 * An app as it is built, as a process of its own. It gets the variables given and PATH, none of the test run's: a
 * developer's DATABASE_URL and Jest's NODE_OPTIONS are not meant for it.
 */
export class AppProcess {
  /** Standard output and standard error, line by line. */
  readonly lines: string[] = [];
  /** What it announces when it is ready. Rejects with AppEnded when it ends before. */
  readonly ready: Promise<ReadyMessage>;
  private readonly child: ChildProcess;
  private readonly closed: Promise<unknown>;
  private announced: ReadyMessage | undefined;

  /** `main`: a file to run in place of the app; `node`: the Node.js that runs it. */
  constructor(
    readonly app: App,
    readonly env: NodeJS.ProcessEnv,
    main = join(APPS, app, 'dist', 'main.js'),
    node = process.execPath,
  ) {
    this.child = fork(main, {
      env: { PATH: process.env.PATH, ...DEFAULTS, ...env },
      execPath: node,
      execArgv: [],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', (line) => this.lines.push(line));
    }
    this.closed = once(this.child, 'close');
    const early = this.closed.then(() => {
      throw new AppEnded(app, this.child.exitCode, this.lines.slice(-LAST_LINES).join('\n'));
    });
    const announced = once(this.child, 'message').then(([message]) => {
      this.announced = message as ReadyMessage;
      return this.announced;
    });
    this.ready = Promise.race([announced, early]);
    // A test that does not wait for it may still stop it.
    this.ready.catch(() => undefined);
  }

  /** Starts an app, and resolves once it is ready. */
  static async start(app: App, env: NodeJS.ProcessEnv, main?: string, node?: string): Promise<AppProcess> {
    const started = new AppProcess(app, env, main, node);
    await started.ready;
    return started;
  }

  /** Where it listens, once it is ready. */
  get url(): string {
    return String(this.announced?.url);
  }

  get pid(): number {
    return Number(this.child.pid);
  }

  get alive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Resolves when it is gone and all its lines are there, with its exit code; null when a signal ended it. */
  async ended(): Promise<number | null> {
    await this.closed;
    return this.child.exitCode;
  }

  /** Ends it; resolves as `ended` does. 0: it has closed everything. */
  stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<number | null> {
    this.signal(signal);
    return this.ended();
  }
}
