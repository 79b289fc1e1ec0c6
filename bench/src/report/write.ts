import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SoakResult } from '../measurements/soak.js';
import type { Options } from '../options.js';
import { ROOT } from '../root.js';
import { comparisonPlot } from './comparison-plot.js';
import { type Machine, machineText } from './machine.js';
import { plot } from './plot.js';
import { markdownTable } from './print.js';
import type { Results } from './results.js';
import { comparisonTables, furtherTables, targetTable } from './tables.js';

/** Results of a full run are kept in the repository; those of a partial run are not. */
export function folderFor({ complete }: Options): string {
  const folder = complete ? join(ROOT, 'bench') : join(ROOT, 'reports', 'bench');
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Writes RESULTS.md and results.svg, and returns where. */
export function writeResults(results: Results): string {
  const { machine, options, figures } = results;
  const folder = folderFor(options);
  const hasPlot = figures.connections.length > 0;
  const text = [
    '# Results',
    '',
    `${options.rounds} rounds of ${options.seconds} s for each contender and number of connections, in turns. Medians, and in brackets how far the rounds lie apart. Written by \`npm run bench\`; [README.md](README.md) says what is compared.`,
    '',
    machineText(machine),
    '',
    markdownTable(targetTable(results)),
    ...results.problems.map((problem) => `- ${problem}\n`),
    ...(hasPlot ? ['![adds per second and p50 over the number of connections](results.svg)', ''] : []),
    ...[...comparisonTables(results), ...furtherTables(results)].map(markdownTable),
  ];
  writeFileSync(join(folder, 'RESULTS.md'), `${text.join('\n').trim()}\n`);
  if (hasPlot) writeFileSync(join(folder, 'results.svg'), comparisonPlot(figures));
  return folder;
}

/** Growth up to this is the garbage collector's, not a leak's. */
const FLAT = 1.1;

/** Writes SOAK.md and soak.svg, and returns where. */
export function writeSoak(result: SoakResult, machine: Machine, options: Options): string {
  const folder = folderFor(options);
  const { minutes, connections, requests, refused, broken, samples, growth } = result;
  const text = [
    '# Memory under overload',
    '',
    `${connections.toLocaleString('en')} connections for ${Math.round(minutes * 60)} seconds: ${requests.toLocaleString('en')} answers, ${refused.toLocaleString('en')} of them refusals, ${broken} broken connections. Written by \`npm run bench -- --soak\`.`,
    '',
    machineText(machine),
    '',
    `Resident memory, median of the last quarter divided by that of the second: API ${growth.api.toFixed(2)}, worker ${growth.worker.toFixed(2)}.`,
    '',
    `Target: flat, which is taken as ${FLAT.toFixed(2)} at most: ${Math.max(growth.api, growth.worker) <= FLAT ? 'met' : 'not met'}.`,
    '',
    '![resident memory over time](soak.svg)',
  ];
  writeFileSync(join(folder, 'SOAK.md'), `${text.join('\n')}\n`);
  writeFileSync(join(folder, 'soak.svg'), soakPlot(samples, minutes));
  return folder;
}

function soakPlot(samples: SoakResult['samples'], minutes: number): string {
  const line = (name: string, of: 'api' | 'worker') => ({
    name,
    points: samples.map((sample) => ({ x: sample.seconds / 60, y: sample[of] })),
  });
  return plot([
    {
      title: 'resident memory, MiB',
      xLabel: 'minutes',
      xMarks: Array.from({ length: Math.ceil(minutes) + 1 }, (_, minute) => minute),
      xScale: 'linear',
      yScale: 'linear',
      series: [line('API', 'api'), line('worker', 'worker')],
    },
  ]);
}
