import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { runImageChecks } from '../images/main.mjs';
import { install, installNeeded } from '../setup/install.mjs';
import { explain } from '../setup/problem.mjs';
import { root } from '../setup/root.mjs';
import { bold, red, seconds, step } from '../setup/steps.mjs';
import { checks } from './checks.mjs';
import { summarize } from './reports.mjs';
import { runJourneys, runSuites } from './suites.mjs';

/** Resolves with the exit code; the last line is the sum of all reports. */
export async function main(args) {
  const began = performance.now();
  const abort = new AbortController();
  const interrupt = () => abort.abort(new Error('Interrupted.'));
  for (const name of ['SIGINT', 'SIGTERM']) process.once(name, interrupt);

  const withImages = process.env.CI === 'true' || args.includes('--images');
  const failures = [];
  try {
    rmSync(join(root, 'reports'), { recursive: true, force: true });
    if (installNeeded()) await step('Install packages (npm ci)', () => install(abort.signal));
    for (const check of checks) failures.push(...(await runCheck(check, abort.signal)));
    // Without a build there is nothing to test, and its errors say more than a hundred suites that cannot load.
    if (!failures.includes('Build')) {
      failures.push(...(await runSuites(abort.signal)));
      failures.push(...(await runJourneys(abort.signal)));
      if (withImages && (await runImageChecks(abort.signal)).count('failed') > 0) failures.push('images');
    }
  } catch (error) {
    failures.push(explain(error));
  }

  const { passed, failed, skipped, missingTools } = summarize(join(root, 'reports'));
  if (process.env.CI === 'true') failures.push(...missingTools.map((name) => `skipped with CI=true: ${name}`));
  if (failures.length > 0)
    console.log(`\n${red(bold('Red:'))}\n${failures.map((failure) => `  ${failure}`).join('\n')}`);
  console.log(`\nafter ${seconds(performance.now() - began)}`);
  // A red check, or a suite that crashed before it could report, is a failure too.
  const total = Math.max(failed, failures.length);
  console.log(`${passed} passed, ${total} failed, ${skipped} skipped`);
  return total > 0 ? 1 : 0;
}

async function runCheck({ title, run }, signal) {
  let output = '';
  const work = async () => {
    const result = await run(signal);
    output = result.output;
    if (result.code !== 0) throw new Error(title);
  };
  try {
    await step(title, work);
    return [];
  } catch (error) {
    signal.throwIfAborted();
    console.log(output.trim() || explain(error));
    return [title];
  }
}
