import { type Build, THIS_BUILD } from './builds/build.js';
import { type Commit, earlierBuild, findCommit } from './builds/earlier-build.js';
import { findNode, type OtherNode } from './builds/other-node.js';
import { type ContenderResult, compare } from './comparison.js';
import { measureBulk } from './measurements/bulk.js';
import { measureCost } from './measurements/cost.js';
import { measureDepartmentSize } from './measurements/department-size.js';
import { measureFairness } from './measurements/fairness.js';
import { measureFeed } from './measurements/feed.js';
import { measureGrowth } from './measurements/growth.js';
import { measureReads } from './measurements/reads.js';
import { countRoundTrips } from './measurements/round-trips.js';
import { measureScim } from './measurements/scim.js';
import { measureShards } from './measurements/shards.js';
import { soak } from './measurements/soak.js';
import { measureWebhooks } from './measurements/webhooks.js';
import { type GrowthOptions, type MeasurementName, type Options, parseOptions, USAGE } from './options.js';
import { takeProfile } from './profile/take-profile.js';
import { Interrupted, Progress } from './progress.js';
import { capacityTables } from './report/capacity-tables.js';
import { Figures } from './report/figures.js';
import { growthTable } from './report/growth-tables.js';
import { describeMachine } from './report/machine.js';
import { printTable } from './report/print.js';
import type { Results } from './report/results.js';
import { comparisonTables, furtherTables, targetTable } from './report/tables.js';
import { writeResults, writeSoak } from './report/write.js';
import { readCost, writeCost } from './report/write-cost.js';
import { writeGrowth } from './report/write-growth.js';
import { Stack } from './stack/stack.js';

const PEOPLE = 300_000;
const PEOPLE_QUICK = 100_000;

process.exitCode = await main();

async function main(): Promise<number> {
  let options: Options | 'help';
  let before: Commit | null;
  let node: OtherNode | null;
  try {
    options = parseOptions(process.argv.slice(2));
    before = options !== 'help' && options.before ? await findCommit(options.before) : null;
    node = options !== 'help' && options.node ? await findNode(options.node) : null;
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    return 2;
  }
  if (options === 'help') {
    console.log(USAGE);
    return 0;
  }
  const progress = new Progress();
  try {
    if (options.simulate) return showCapacity();
    return await run(options, before, node, progress);
  } catch (error) {
    if (error instanceof Interrupted) return 130;
    console.error(error);
    return 1;
  }
}

/** What the kept measurement says of other machines. */
function showCapacity(): number {
  for (const table of capacityTables(readCost())) printTable(table);
  return 0;
}

async function run(
  options: Options,
  before: Commit | null,
  node: OtherNode | null,
  progress: Progress,
): Promise<number> {
  const build = before && (await earlierBuild(before, progress));
  const people = options.quick || options.growth || needsFewPeople(options) ? PEOPLE_QUICK : PEOPLE;
  progress.say(`start Postgres and Redis; seed ${people.toLocaleString('en')} people`);
  const stack = await Stack.open(people, build, node);
  try {
    if (!stack.redis) progress.say('there is no redis-server on the PATH: contenders on Redis are skipped');
    if (options.profile) {
      await takeProfile(stack, options, progress);
      return 0;
    }
    if (options.soakMinutes !== null) return await runSoak(stack, options, options.soakMinutes, progress);
    if (options.growth !== null) return await runGrowth(stack, options, options.growth, progress);
    return await measure(stack, options, before, progress);
  } finally {
    await stack.close();
  }
}

async function measure(stack: Stack, options: Options, before: Commit | null, progress: Progress): Promise<number> {
  const compared: ContenderResult[] = options.contenders.length > 0 ? await compare(stack, options, progress) : [];
  const problems = compared.flatMap(({ title, problem }) => (problem ? [`${title}: ${problem}`] : []));
  // What fails is told at the end; it must not take the rest with it.
  const when = async <T>(name: MeasurementName, work: () => Promise<T>): Promise<T | undefined> => {
    if (!options.measurements.includes(name)) return undefined;
    try {
      return await work();
    } catch (error) {
      progress.throwIfInterrupted();
      problems.push(`${name}: failed: ${error instanceof Error ? error.message : String(error)}`);
      progress.say(problems.at(-1) ?? '');
      return undefined;
    }
  };
  const measureBuild = async (build: Build) => ({
    bulk: await when('bulk', () => measureBulk(stack, options, progress, build)),
    reads: await when('reads', () => measureReads(stack, options, progress, build)),
  });
  const results: Results = {
    machine: await describeMachine(stack),
    options,
    backend: stack.redis ? 'Redis' : 'Postgres',
    figures: new Figures(compared),
    ...(await measureBuild(THIS_BUILD)),
    size: await when('size', () => measureDepartmentSize(stack, options, progress)),
    roundTrips: await when('round-trips', () => countRoundTrips(stack, options, progress)),
    fairness: await when('fairness', () => measureFairness(stack, options, progress)),
    scim: await when('scim', () => measureScim(stack, options, progress)),
    feed: await when('feed', () => measureFeed(stack, options, progress)),
    cost: await when('cost', () => measureCost(stack, options, progress)),
    webhooks: await when('webhooks', () => measureWebhooks(stack, options, progress)),
    shards: await when('shards', () => measureShards(stack, options, progress)),
    before: before && stack.before && { commit: before, ...(await measureBuild(stack.before)) },
    problems,
  };
  for (const table of [...comparisonTables(results), ...furtherTables(results), targetTable(results)])
    printTable(table);
  if (results.cost)
    console.log(`
written to ${writeCost(results.cost, results.machine, options)}`);
  console.log(`\nwritten to ${writeResults(results)}`);
  return problems.some((problem) => problem.includes(': failed: ')) ? 1 : 0;
}

async function runSoak(stack: Stack, options: Options, minutes: number, progress: Progress): Promise<number> {
  const result = await soak(stack, minutes, progress);
  const folder = writeSoak(result, await describeMachine(stack), options);
  const { requests, refused, growth } = result;
  console.log(
    `\n${requests} answers, ${refused} refusals; growth: API ${growth.api.toFixed(2)}, worker ${growth.worker.toFixed(2)}`,
  );
  console.log(`written to ${folder}`);
  return 0;
}

async function runGrowth(stack: Stack, options: Options, load: GrowthOptions, progress: Progress): Promise<number> {
  const result = await measureGrowth(stack, options, load, progress);
  printTable(growthTable(result));
  console.log(`\nwritten to ${writeGrowth(result, await describeMachine(stack), options)}`);
  return 0;
}

/** Their loads are short, or have people of their own. */
function needsFewPeople({ contenders, measurements }: Options): boolean {
  return contenders.length === 0 && measurements.every((name) => name === 'cost' || name === 'shards');
}
