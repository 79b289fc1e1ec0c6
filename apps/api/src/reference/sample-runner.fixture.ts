import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** Each file is run as a script of its own: with its own globals, as `__main__`. */
export const PYTHON_RUNNER = [
  '-c',
  `
import json, os, runpy, sys, traceback

with os.fdopen(3, "w") as answers:
    for line in sys.stdin:
        problem = None
        try:
            runpy.run_path(line.rstrip("\\n"), run_name="__main__")
        except BaseException:
            problem = traceback.format_exc()
        print(json.dumps(problem), file=answers, flush=True)
`,
];

/** Each file is a module of its own, as its name has not been imported before. */
export const NODE_RUNNER = [
  '--input-type=module',
  '--eval',
  `
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

for await (const file of createInterface({ input: process.stdin })) {
  const problem = await import(pathToFileURL(file)).then(() => null, (error) => String(error.stack ?? error));
  writeSync(3, JSON.stringify(problem) + '\\n');
}
`,
];

/**
 * A process that runs one sample after the other, since starting it takes ten times as long as a sample. It reads the
 * path of a file from its input, and tells on descriptor 3 what went wrong, or null.
 */
export class SampleRunner {
  private readonly child: ChildProcess;
  private readonly problems: AsyncIterator<string>;
  private readonly ended: Promise<unknown>;

  constructor(program: string, runner: readonly string[], env: NodeJS.ProcessEnv) {
    this.child = spawn(program, runner, { env, stdio: ['pipe', 'ignore', 'inherit', 'pipe'] });
    this.ended = new Promise((resolve) => this.child.once('exit', resolve).once('error', resolve));
    // `run` reports that the process has ended.
    this.child.stdin?.on('error', () => undefined);
    this.problems = createInterface({ input: this.child.stdio[3] as Readable })[Symbol.asyncIterator]();
  }

  /** @throws Error what the language says when the sample fails */
  async run(file: string): Promise<void> {
    this.child.stdin?.write(`${file}\n`);
    const { value, done } = await this.problems.next();
    if (done) throw new Error('The sample ended the process that ran it');
    const problem: string | null = JSON.parse(value);
    if (problem !== null) throw new Error(problem);
  }

  async close(): Promise<void> {
    this.child.stdin?.end();
    await this.ended;
  }
}
