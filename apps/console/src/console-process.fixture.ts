import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

/**
 * The console as it is built, as a process of its own: Jest cannot load it, as `@fastify/static` requires an ES module
 * (Node can, Jest only on Node 24.9 and newer).
 */
export class ConsoleProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  static async start(env: Readonly<Record<string, string>>): Promise<ConsoleProcess> {
    const { PATH = '' } = process.env;
    const child = fork(main, [], {
      env: { PATH, CONSOLE_PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'error', ...env },
      execArgv: [],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`the console ended with ${code} before it was ready`);
    });
    const [message] = (await Promise.race([once(child, 'message'), ended])) as [{ url: string }];
    ended.catch(() => undefined);
    return new ConsoleProcess(child, message.url);
  }

  /** Resolves with its exit code: 0 when it closed everything. */
  async stop(): Promise<number | null> {
    const exited = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    const [code] = await exited;
    return code as number | null;
  }
}
