import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Verdict } from './verdict.js';

/** One line for each run; `scripts/test-faults.mjs` makes the table of it. */
const FILE = join(import.meta.dirname, '..', 'reports', 'faults.jsonl');

export interface Run extends Verdict {
  readonly fault: string;
  /** Milliseconds: the longest that a caller waited for an answer, or that an accepted operation waited for its end. */
  readonly recoveredMs: number;
}

export function reportRun(run: Run): void {
  mkdirSync(join(FILE, '..'), { recursive: true });
  appendFileSync(FILE, `${JSON.stringify(run)}\n`);
}
