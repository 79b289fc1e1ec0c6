import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup/root.mjs';

const COLUMNS = [
  'requests',
  'acknowledged',
  'lost',
  'doubled',
  'unsettled',
  'divergent',
  'phantom',
  'unaudited',
  'miscounted',
  'heldUp',
  'missing',
  'doubledInFeed',
  'outOfOrder',
  'undelivered',
  'stale',
];

/** Prints the runs in reports/faults.jsonl as a Markdown table and keeps it as reports/faults.md. */
export function printFaultTable() {
  const file = join(root, 'reports', 'faults.jsonl');
  if (!existsSync(file)) return;
  const runs = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const rows = [
    ['fault', ...COLUMNS, 'longest wait', 'as usual after', 'what readiness named'],
    ['---', ...COLUMNS.map(() => '---:'), '---:', '---:', '---'],
    ...runs.map((run) => [
      run.fault,
      ...COLUMNS.map((name) => run[name] ?? ''),
      longestWait(run),
      inSeconds(run.recoveredMs),
      run.toldMissing ?? 'stayed ready',
    ]),
  ];
  const table = `${rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
  writeFileSync(join(root, 'reports', 'faults.md'), table);
  console.log(`\n${table}`);
}

/** @param {{ longestWaitMs: number, otherShardsWaitMs?: number }} run */
function longestWait({ longestWaitMs, otherShardsWaitMs }) {
  if (otherShardsWaitMs === undefined) return inSeconds(longestWaitMs);
  return `${inSeconds(longestWaitMs)}, on other shards ${inSeconds(otherShardsWaitMs)}`;
}

function inSeconds(ms) {
  return `${(ms / 1_000).toFixed(1)} s`;
}
