import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The folder of the Python SDK. */
export const pythonSdk = fileURLToPath(new URL('../../sdk-python', import.meta.url));

/** A Python that is new enough and runs this probe without an error, or undefined. */
export function pythonWith(probe = ''): string | undefined {
  const source = `import sys; assert sys.version_info >= (3, 9)\n${probe}`;
  return ['python3', '/usr/bin/python3'].find(
    (program) => spawnSync(program, ['-c', source], { stdio: 'ignore' }).status === 0,
  );
}

interface Options {
  /** Gives more variables to the tests, once they begin. */
  readonly env?: () => Record<string, string>;
  readonly timeoutMs?: number;
}

/** Makes each test of these modules of the Python SDK a test of Jest, so that it is counted and named as such. */
export function pythonTests(modules: readonly string[], { env = () => ({}), timeoutMs = 120_000 }: Options = {}): void {
  const python = pythonWith();
  if (!python) {
    // In CI the name of a skipped test that lacks a tool makes the run fail.
    it.skip(`${modules.join(', ')} (no python3)`, () => {});
    return;
  }
  const report = ['-m', 'tests.report'];
  const listed = execFileSync(python, [...report, '--list', ...modules], { cwd: pythonSdk, encoding: 'utf8' });
  const problems = new Map<string, string | null>();
  let output = '';

  beforeAll(async () => {
    const options = { cwd: pythonSdk, env: { ...process.env, ...env() }, timeout: timeoutMs };
    // A run that breaks off has no result for some tests, which then show what it said.
    const { stdout, stderr } = await promisify(execFile)(python, [...report, ...modules], options).catch(
      (error: { stdout: string; stderr: string }) => error,
    );
    output = `${stdout}\n${stderr}`;
    for (const line of stdout.split('\n').filter((text) => text.startsWith('{'))) {
      const { name, problem } = JSON.parse(line) as { name: string; problem: string | null };
      problems.set(name, problem);
    }
  }, timeoutMs + 10_000);

  it.each((JSON.parse(listed) as string[]).map((name) => [title(name), name]))('%s', (_, name) => {
    if (!problems.has(name)) throw new Error(`The run ended before this test did:\n${output}`);
    const problem = problems.get(name);
    if (problem) throw new Error(problem);
  });
}

/** `tests.test_lists.Lists.test_can_be_read_again` as a sentence: `Lists can be read again`. */
function title(name: string): string {
  const [group, test = ''] = name.split('.').slice(-2);
  return `${group} ${test.replace(/^test_(\d+_)?/, '').replaceAll('_', ' ')}`;
}
