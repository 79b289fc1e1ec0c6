import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup/root.mjs';
import { parseReport } from './reports.mjs';
import { runJest } from './run-jest.mjs';

let folder;
beforeEach(() => {
  // Packages like the compiler are found from there.
  const reports = join(root, 'reports');
  mkdirSync(reports, { recursive: true });
  folder = mkdtempSync(join(reports, 'jest-runtime-'));
  mkdirSync(join(folder, 'src'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs test files that have these contents, and resolves with Jest's report and what it said. */
async function run(files) {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, 'src', name), content);
  const report = join(folder, 'report.json');
  let output = '';
  await runJest(folder, [], process.env, { report, onOutput: (chunk) => (output += chunk) });
  return { ...parseReport(report), output };
}

it('files of a run share the modules that they import, but neither tests nor mocks nor timers nor settings', async () => {
  const file = `
    import { seen } from './seen.js';
    const { jest } = import.meta;
    const settings = ['TEST_TIMEOUT_SYMBOL', 'RETRY_TIMES'].filter((name) => Symbol.for(name) in globalThis);
    jest.setTimeout(50_000);
    jest.retryTimes(1);
    it(\`after \${seen.length} files\`, () => {
      expect(settings).toEqual([]);
      expect([jest.isMockFunction(Math.random), Object.hasOwn(setTimeout, 'clock')]).toEqual([false, false]);
      seen.push(import.meta.url);
      jest.spyOn(Math, 'random');
      jest.useFakeTimers();
    });`;
  const { testResults, output } = await run({
    'seen.ts': 'export const seen: string[] = [];',
    'one.spec.ts': file,
    'two.spec.ts': file,
  });
  const names = testResults.flatMap(({ assertionResults }) => assertionResults.map(({ title }) => title));
  expect([names, output]).toEqual([['after 0 files', 'after 1 files'], expect.stringContaining('2 passed, 2 total')]);
});

it('a file that cannot be loaded fails, and those after it run', async () => {
  const { testResults } = await run({
    'broken.spec.ts': `import './missing.js';\n// ${'the largest file runs first '.repeat(10)}`,
    'sound.spec.ts': `it('runs', () => {});`,
  });
  const states = testResults.map(({ name, status }) => [name.slice(folder.length), status]);
  expect(Object.fromEntries(states)).toEqual({ '/src/broken.spec.ts': 'failed', '/src/sound.spec.ts': 'passed' });
});

it('what a file leaves running loads nothing after the last file', async () => {
  const { output } = await run({
    'late.spec.ts': `
      it('ends', () => {
        const load = () => import('./late.js').then(() => setImmediate(load));
        load().catch(() => {});
      });`,
    'late.ts': 'export {};',
  });
  expect(output).toContain('after the Jest environment has been torn down');
});
