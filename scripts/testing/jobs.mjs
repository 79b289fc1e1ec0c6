import { explain } from '../setup/problem.mjs';
import { green, red, seconds } from '../setup/steps.mjs';
import { readReport } from './reports.mjs';

/**
 * Something that `npm test` runs. Jobs of the same title are parts of one thing and get one line.
 *
 * @typedef {object} Job
 * @property {string} title
 * @property {(signal: AbortSignal) => Promise<{ code: number, output: string }>} run
 * @property {string} [report] where Jest writes the results of its tests
 */

/**
 * Runs jobs in their order, `lanes` at a time, and resolves with the red ones.
 *
 * @param {Job[]} jobs
 * @param {number} lanes
 * @param {AbortSignal} signal
 * @returns {Promise<Job[]>}
 */
export async function runJobs(jobs, lanes, signal) {
  const waiting = [...jobs];
  /** @type {Job[]} */
  const red = [];
  /** @type {Record<string, Awaited<ReturnType<typeof runJob>>[]>} */
  const ended = Object.fromEntries(jobs.map(({ title }) => [title, []]));
  const work = async () => {
    for (let job = waiting.shift(); job && !signal.aborted; job = waiting.shift()) {
      const results = ended[job.title];
      const result = await runJob(job, signal);
      if (!isGreen(result)) red.push(job);
      results.push(result);
      if (results.length === jobs.filter(({ title }) => title === job.title).length) show(job.title, results);
    }
  };
  await Promise.all(Array.from({ length: lanes }, work));
  signal.throwIfAborted();
  return red;
}

/**
 * Runs suites that were red beside others once more, alone, and resolves with those that are red again. Their output of
 * the first time has been shown, and stays.
 *
 * @param {Job[]} jobs
 * @param {AbortSignal} signal
 * @returns {Promise<Job[]>}
 */
export async function runAgainAlone(jobs, signal) {
  const [suites, checks] = [jobs.filter(({ report }) => report), jobs.filter(({ report }) => !report)];
  const again = suites.map((job) => ({ ...job, title: `Again, alone: ${job.title}` }));
  return [...checks, ...(await runJobs(again, 1, signal))];
}

/** @param {Job} job @param {AbortSignal} signal */
async function runJob({ run, report }, signal) {
  const began = performance.now();
  const { code, output } = await run(signal).catch((error) => ({ code: 1, output: explain(error) }));
  return { code, output, ms: performance.now() - began, counts: report ? readReport(report) : undefined };
}

function show(title, results) {
  const sum = (pick) => results.reduce((total, result) => total + pick(result), 0);
  const counts = ['passed', 'failed', 'skipped']
    .map((name) => [name, sum(({ counts }) => counts?.[name] ?? 0)])
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${count} ${name}`);
  const mark = results.every(isGreen) ? green('✓') : red('✗');
  console.log(`  ${mark} ${title.padEnd(46)}${seconds(sum(({ ms }) => ms)).padStart(8)}  ${counts.join(', ')}`);
  for (const { output } of results.filter((result) => !isGreen(result))) console.log(output.trim());
}

const isGreen = ({ code }) => code === 0;
