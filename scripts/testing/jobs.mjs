import { explain } from '../setup/problem.mjs';
import { green, red, seconds } from '../setup/steps.mjs';
import { watchCores } from './idle-cores.mjs';
import { readReport } from './reports.mjs';

/** So much of the cores' time has to be idle for one more job. */
const IDLE_SHARE = 0.2;

/**
 * Something that `npm test` runs. Jobs of the same title are parts of one thing and get one line.
 *
 * @typedef {object} Job
 * @property {string} title
 * @property {(signal: AbortSignal) => Promise<{ code: number, output: string }>} run
 * @property {string} [report] where Jest writes the results of its tests
 */

/**
 * How many jobs run at once: `least`, and up to `most` while cores are idle, as many suites wait for time limits.
 *
 * @typedef {{ least: number, most?: number }} Lanes
 */

/**
 * Runs jobs, the first ones first, and resolves with the red ones. After an abort it begins no more, and rejects when
 * those that run have ended.
 *
 * @param {Job[]} jobs
 * @param {Lanes} lanes
 * @param {AbortSignal} signal
 * @param {typeof watchCores} watch
 * @returns {Promise<Job[]>}
 */
export async function runJobs(jobs, { least, most = least }, signal, watch = watchCores) {
  const waiting = [...jobs];
  /** @type {Job[]} */
  const red = [];
  /** @type {Record<string, Awaited<ReturnType<typeof runJob>>[]>} */
  const ended = Object.fromEntries(jobs.map(({ title }) => [title, []]));
  const next = () => (signal.aborted ? undefined : waiting.shift());
  /** @param {Job} job */
  const run = async (job) => {
    const results = ended[job.title];
    const result = await runJob(job, signal);
    if (!isGreen(result)) red.push(job);
    results.push(result);
    if (results.length === jobs.filter(({ title }) => title === job.title).length) show(job.title, results);
  };
  const fillLane = async () => {
    for (let job = next(); job; job = next()) await run(job);
  };
  const fillIdleCores = async () => {
    const more = new Set();
    const idleShare = watch();
    while (most > least && waiting.length > 0 && !signal.aborted) {
      const share = await idleShare(signal);
      const job = share >= IDLE_SHARE && more.size < most - least ? next() : undefined;
      if (!job) continue;
      const running = run(job).finally(() => more.delete(running));
      more.add(running);
    }
    await Promise.all(more);
  };
  await Promise.all([...Array.from({ length: least }, fillLane), fillIdleCores()]);
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
  return [...checks, ...(await runJobs(again, { least: 1 }, signal))];
}

/**
 * Never rejects, so that nothing is torn down under the jobs beside it.
 *
 * @param {Job} job
 * @param {AbortSignal} signal
 */
async function runJob({ run, report }, signal) {
  const began = performance.now();
  const ended = await attempt(run, signal);
  const ms = performance.now() - began;
  if (report === undefined) return { ...ended, ms, counts: undefined };
  const counts = readReport(report);
  if (ended.code !== 0 || counts.failed === 0) return { ...ended, ms, counts };
  return { code: 1, output: `${ended.output}\nIts report is missing or incomplete: ${report}`, ms, counts };
}

/** @param {Job['run']} run @param {AbortSignal} signal */
async function attempt(run, signal) {
  try {
    return await run(signal);
  } catch (error) {
    return { code: 1, output: explain(error) };
  }
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
