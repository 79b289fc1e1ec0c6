import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, '..', 'apps', 'cli', 'dist', 'main.js');

/** A command of `npm run roster` as a process of its own. */
export class RosterCommand {
  private readonly child: ChildProcess;
  private readonly closed: Promise<unknown>;
  private output = '';

  constructor(args: readonly string[], env: NodeJS.ProcessEnv) {
    this.child = spawn(process.execPath, [MAIN, ...args], {
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on('data', (text) => {
        this.output += text;
      });
    this.closed = once(this.child, 'close');
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** As a machine that loses power does. Nothing happens when it has ended. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.closed;
  }

  /** Resolves when it has ended, with its exit code and its output. */
  async printed(): Promise<string> {
    await this.closed;
    return `It ended with ${this.child.exitCode}:\n${this.output}`;
  }

  /** Resolves when it has ended well. @throws Error with what it printed */
  async succeeded(): Promise<void> {
    const printed = await this.printed();
    if (this.child.exitCode !== 0) throw new Error(printed);
  }
}
