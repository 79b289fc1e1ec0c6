import { rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { install, installNeeded } from '../setup/install.mjs';
import { explain } from '../setup/problem.mjs';
import { root } from '../setup/root.mjs';
import { bold, red, seconds, step } from '../setup/steps.mjs';
import { build, checks, lint } from './checks.mjs';
import { runAgainAlone, runJobs } from './jobs.mjs';
import { readDurations, summarize } from './reports.mjs';
import { chartJob, faultJobs, imageJob, journeyJob, scriptsJob, suiteJobs } from './suites.mjs';
import { withTestServices } from './test-services.mjs';

const REPORTS = join(root, 'reports');
const chart = join(root, 'deploy', 'helm');

/** With more cores than these, the suites that run at once would need more connections than the Postgres they share has. */
const cores = Math.min(availableParallelism(), 4);

/** Suites wait for servers and time limits much of the time, so more run at once than there are cores. */
const SUITES = { least: 2 * cores, most: 4 * cores };

/** These have servers and processes of their own. */
const WHOLE_SYSTEMS = { least: 2 };

/** Resolves with the exit code; the last line is the sum of all reports. */
export async function main(args) {
  const began = performance.now();
  const abort = new AbortController();
  const interrupt = () => abort.abort(new Error('Interrupted.'));
  for (const name of ['SIGINT', 'SIGTERM']) process.once(name, interrupt);

  const ci = process.env.CI === 'true';
  const all = ci || args.includes('--all');
  const images = ci || args.includes('--images');
  const failures = [];
  const fail = (jobs) => failures.push(...new Set(jobs.map(({ title }) => title)));
  try {
    const durations = readDurations(REPORTS);
    rmSync(REPORTS, { recursive: true, force: true });
    if (installNeeded()) await step('Install packages (npm ci)', () => install(abort.signal));
    if (installNeeded(chart)) await step('Install packages of the Helm chart', () => install(abort.signal, chart));
    fail(await runJobs([build], { least: 1 }, abort.signal));
    // Without a build there is nothing to test, and its errors say more than a hundred suites that cannot load.
    if (!failures.includes(build.title)) {
      const faults = faultJobs(all);
      // A shared machine that stalls, or sets its clock, makes a suite red that has time limits. Faults get no second try.
      const run = async (jobs, lanes) => {
        const red = await runJobs(jobs, lanes, abort.signal);
        const tried = red.filter((job) => ci && !faults.includes(job));
        const final = red.filter((job) => !tried.includes(job));
        fail([...final, ...(await runAgainAlone(tried, abort.signal))]);
      };
      const systems = [...(images ? [imageJob()] : []), journeyJob(all)];
      // The few that every run has do not wait for the suites to end.
      const few = all || images ? [] : [...systems, ...faults];
      await withTestServices((env) => {
        const suites = suiteJobs(all, durations, { ...process.env, ...env });
        return run([...few, lint, ...checks(all), chartJob(), scriptsJob(), ...suites], SUITES);
      });
      if (few.length === 0) {
        await run(systems, WHOLE_SYSTEMS);
        // Not beside the build of the images: recoveries have time limits.
        await run(faults, WHOLE_SYSTEMS);
      }
    }
  } catch (error) {
    failures.push(explain(error));
  }

  const { passed, failed, skipped, missingTools } = summarize(REPORTS);
  if (ci) failures.push(...missingTools.map((name) => `skipped with CI=true: ${name}`));
  if (failures.length > 0)
    console.log(`\n${red(bold('Red:'))}\n${failures.map((failure) => `  ${failure}`).join('\n')}`);
  printSlowest(readDurations(REPORTS), 10);
  console.log(`\nafter ${seconds(performance.now() - began)}`);
  // A red check, or a suite that crashed before it could report, is a failure too.
  const total = Math.max(failed, failures.length);
  console.log(`${passed} passed, ${total} failed, ${skipped} skipped`);
  return total > 0 ? 1 : 0;
}

function printSlowest(durations, count) {
  const slowest = [...durations].sort(([, a], [, b]) => b - a).slice(0, count);
  console.log(`\nThe ${count} slowest files:`);
  for (const [file, ms] of slowest) console.log(`  ${seconds(ms).padStart(8)}  ${relative(root, file)}`);
}
