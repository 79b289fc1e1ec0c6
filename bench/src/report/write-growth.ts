import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GrowthResult, GrowthSample } from '../measurements/growth.js';
import { GROWING } from '../measurements/growth-database.js';
import type { Options } from '../options.js';
import type { Program } from '../stack/cpu-time.js';
import { growthTable, samplesTable, tablesTable } from './growth-tables.js';
import { type Machine, machineText } from './machine.js';
import { plot } from './plot.js';
import { markdownTable } from './print.js';
import { count } from './table.js';
import { folderFor } from './write.js';

/** Writes GROWTH.md and growth.svg, and returns where. */
export function writeGrowth(result: GrowthResult, machine: Machine, options: Options): string {
  const folder = folderFor(options);
  const { perSecond, seconds, answers } = result;
  const { promised, refused, broken } = answers;
  const text = [
    '# Growth under a steady load',
    '',
    `${count(perSecond)} adds a second over HTTP for ${count(seconds)} seconds, sent when they are due whether or not earlier ones were answered; one in ten is undone ten seconds later. Without an outcome in time: ${promised}; refused: ${refused}; broken connections: ${broken}. Written by \`npm run bench -- --growth\`.`,
    '',
    `Before the load there are operations that ended a day ago, as many for each second of the run as there are changes in it, so that the workers delete as much as is added. Each minute of the run ages the partitions of the request log by a day and those of the audit by a month.`,
    '',
    machineText({ ...machine, load: 'Node.js' }),
    '',
    ...cpuText(result),
    markdownTable(growthTable(result)),
    '![latencies, rows of operations and sizes over time](growth.svg)',
    '',
    markdownTable(samplesTable(result)),
    markdownTable(tablesTable(result)),
  ];
  writeFileSync(join(folder, 'GROWTH.md'), `${text.join('\n').trim()}\n`);
  writeFileSync(join(folder, 'growth.svg'), growthPlot(result));
  return folder;
}

function cpuText({ cpuPerSecond }: GrowthResult): string[] {
  if (cpuPerSecond === null) return [];
  const cores = (Object.keys(cpuPerSecond) as Program[]).map(
    (program) => `${program} ${((cpuPerSecond[program] ?? 0) / 1e6).toFixed(2)}`,
  );
  return [`Cores in use, on average: ${cores.join(', ')}.`, ''];
}

function growthPlot({ samples, seconds }: GrowthResult): string {
  const minutes = Math.ceil(seconds / 60);
  const line = (name: string, of: (sample: GrowthSample) => number, from = 0) => ({
    name,
    points: samples.slice(from).map((sample) => ({ x: sample.seconds / 60, y: of(sample) })),
  });
  const over = {
    xLabel: 'minutes',
    xMarks: Array.from({ length: minutes + 1 }, (_, minute) => minute),
    xScale: 'linear',
    yScale: 'linear',
  } as const;
  return plot([
    { ...over, title: 'an add, ms', series: [line('p50', ({ p50 }) => p50, 1), line('p99', ({ p99 }) => p99, 1)] },
    {
      ...over,
      title: 'rows of operations',
      series: [
        line('live', ({ database }) => database.tables.operations.live),
        line('dead', ({ database }) => database.tables.operations.dead),
      ],
    },
    {
      ...over,
      title: 'tables with their indexes, MB',
      series: GROWING.map((name) => line(name, ({ database }) => database.tables[name].bytes / 1e6)),
    },
  ]);
}
