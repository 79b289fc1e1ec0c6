import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Verdict } from './verdict.js';

/** One line for each run; `scripts/test-faults.mjs` makes the table of it. */
const FILE = join(import.meta.dirname, '..', 'reports', 'faults.jsonl');

export interface Run extends Verdict {
  readonly fault: string;
  /** The longest that a caller waited for an answer, or that an accepted operation waited for its end, in milliseconds. */
  readonly longestWaitMs: number;
  /** From the end of the fault until callers were answered as usual, in milliseconds. */
  readonly recoveredMs: number;
  /** What processes said to be missing while it lasted, like `api: queue`; null when all said that they were ready. */
  readonly toldMissing: string | null;
}

export function reportRun(run: Run): void {
  mkdirSync(join(FILE, '..'), { recursive: true });
  appendFileSync(FILE, `${JSON.stringify(run)}\n`);
}
