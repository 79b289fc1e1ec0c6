import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CostResult } from '../measurements/cost.js';
import type { Options } from '../options.js';
import { ROOT } from '../root.js';
import { capacityTables } from './capacity-tables.js';
import { costTables } from './cost-tables.js';
import { type Machine, machineText } from './machine.js';
import { markdownTable } from './print.js';

const KEPT = join(ROOT, 'bench');

/** Writes cost.json, which `--simulate` reads, and COST.md, and returns where. A quick run does not replace what is kept. */
export function writeCost(cost: CostResult, machine: Machine, { quick, rounds, seconds }: Options): string {
  const folder = quick ? join(ROOT, 'reports', 'bench') : KEPT;
  mkdirSync(folder, { recursive: true });
  const text = [
    '# What an add costs, and what machines carry',
    '',
    `${rounds} rounds of ${seconds} s for each number of connections. Medians. Written by \`npm run bench -- --only cost\`; [docs/scaling.md](../docs/scaling.md) explains the figures.`,
    '',
    machineText(machine),
    '',
    ...[...costTables(cost), ...capacityTables(cost)].map(markdownTable),
  ];
  writeFileSync(join(folder, 'COST.md'), `${text.join('\n').trim()}\n`);
  writeFileSync(join(folder, 'cost.json'), `${JSON.stringify(cost, null, 2)}\n`);
  return folder;
}

/** What the last full measurement found. @throws Error when there was none */
export function readCost(): CostResult {
  try {
    return JSON.parse(readFileSync(join(KEPT, 'cost.json'), 'utf8')) as CostResult;
  } catch (cause) {
    throw new Error('There is no bench/cost.json: measure with --only cost first.', { cause });
  }
}
