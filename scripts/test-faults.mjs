// usage: npm run test:faults [-- -t "part of a fault's name"]
//
// Runs the fault suite in full (npm test runs two of them, npm test -- --all a selection) and prints what came of it as a table, which is also
// written to reports/faults.md. Needs redis-server for the faults of Redis. Takes about half an hour.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup/root.mjs';
import { printFaultTable } from './testing/fault-table.mjs';
import { runJest } from './testing/run-jest.mjs';

rmSync(join(root, 'reports', 'faults.jsonl'), { force: true });
const env = { ...process.env, ROSTER_FAULTS: 'all' };
process.exitCode = await runJest(join(root, 'faults'), process.argv.slice(2), env);
printFaultTable();
