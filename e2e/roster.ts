import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** Variables of the test run that a person's shell would not have. */
const FOREIGN = /^(npm_|ROSTER_|NODE_OPTIONS$|DATABASE_|REDIS_URL$|FORCE_COLOR$|CI$|JEST_|NODE_ENV$|INIT_CWD$|LOG_)/;

export interface Ended {
  code: number | null;
  output: string;
}

/** `npm start` in a clone, as a person's shell runs it: in a process group of its own. */
export class Roster {
  output = '';
  readonly ended: Promise<Ended>;
  readonly #npm: ChildProcess;

  constructor(clone: string, env: Record<string, string>) {
    const inherited = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
    this.#npm = spawn('npm', ['start'], {
      cwd: clone,
      env: { ...Object.fromEntries(inherited), ...env },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#npm.stdout, this.#npm.stderr])
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.ended = once(this.#npm, 'close').then(([code]) => ({ code: code as number | null, output: this.output }));
  }

  /** Resolves with the API's URL and the token of the banner; rejects when `npm start` ends before. */
  async ready(): Promise<{
    api: string;
    token: string;
    console: string;
    operator: string;
    password: string;
    curl: string;
    database: string;
  }> {
    const banner = new Promise<void>((resolve) => {
      const look = () => this.output.includes('Ctrl-C stops everything') && resolve();
      this.#npm.stdout?.on('data', look);
      look();
    });
    await Promise.race([banner, this.#tooEarly()]);
    return {
      api: this.#read(/^ {2}API +(\S+)$/m),
      token: this.#read(/^ {2}Token +(\S+)$/m),
      console: this.#read(/^ {2}Console +(\S+)$/m),
      operator: this.#read(/^ {2}Sign in +(\S+) /m),
      password: this.#read(/^ {2}Sign in +\S+ +(\S+)$/m),
      database: this.#read(/^ {2}Database +(.+)$/m),
      curl: this.#read(/409\):\n\n {2}(curl .*)$/m),
    };
  }

  /** Resolves when `npm start` has printed what matches. */
  async says(pattern: RegExp): Promise<void> {
    while (!pattern.test(this.output))
      await Promise.race([once(this.#npm.stdout ?? this.#npm, 'data'), this.#tooEarly()]);
  }

  async #tooEarly(): Promise<never> {
    const { code, output } = await this.ended;
    throw new Error(`npm start ended with ${code}:\n${output}`);
  }

  /** What Ctrl-C in a terminal does: the signal reaches every process of the foreground group. */
  async ctrlC(): Promise<Ended> {
    this.#signalGroup('SIGINT');
    return this.ended;
  }

  /** The machine's out-of-memory killer, or `kill -9`: nobody gets to clean up. */
  async crash(): Promise<void> {
    this.#signalGroup('SIGKILL');
    await this.ended;
  }

  #signalGroup(name: NodeJS.Signals): void {
    const { pid, exitCode, signalCode } = this.#npm;
    if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, name);
  }

  #read(pattern: RegExp): string {
    const found = this.output.match(pattern)?.[1];
    if (!found) throw new Error(`${pattern} is not in:\n${this.output}`);
    return found;
  }
}
