import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { contendersOf } from '../contenders/all.js';
import { CONTENDER_NAMES } from '../contenders/contender.js';
import { HttpContender } from '../contenders/http-contender.js';
import type { Options } from '../options.js';
import type { Progress } from '../progress.js';
import { APPLICATION, queries } from '../stack/query.js';
import type { Stack } from '../stack/stack.js';
import { commandsBetween, redisCommands } from './redis-commands.js';

/** What one add costs in statements and commands. */
export interface RoundTrips {
  readonly title: string;
  readonly connections: number;
  /** Statements of Postgres per add, BEGIN and COMMIT included, by the name under which the application connected. */
  readonly statements: Readonly<Record<string, number>>;
  /** Commands of Redis per add by name, those that scripts run included. */
  readonly commands: Readonly<Record<string, number>>;
}

const CONNECTIONS = [1, 64];
const SECONDS = 2;

/** Every statement goes to the log, named by its database and application; the log is then counted. */
const LOG_STATEMENTS = [
  `ALTER SYSTEM SET log_statement = 'all'`,
  `ALTER SYSTEM SET log_line_prefix = '%d|%a|'`,
  `ALTER SYSTEM SET log_parameter_max_length = 0`,
  `SELECT pg_reload_conf()`,
];
const LOG_AS_BEFORE = ['ALTER SYSTEM RESET ALL', 'SELECT pg_reload_conf()'];

/** Counts what each contender asks of Postgres and Redis for an add, at few and at many connections. */
export async function countRoundTrips(stack: Stack, options: Options, progress: Progress): Promise<RoundTrips[]> {
  const results: RoundTrips[] = [];
  const asked = options.contenders.length === 0 ? CONTENDER_NAMES : options.contenders;
  const contenders = contendersOf(stack, asked).filter((contender) => contender.missing(stack) === null);
  await queries(stack.postgres.url, LOG_STATEMENTS);
  try {
    for (const { title, open } of contenders) {
      const contender = await open(stack);
      try {
        if (!(contender instanceof HttpContender)) continue;
        for (const connections of CONNECTIONS) {
          progress.throwIfInterrupted();
          results.push({ title, connections, ...(await countOne(stack, contender, connections)) });
        }
        progress.say(`round trips  ${title}`);
      } finally {
        await contender.close();
      }
    }
  } finally {
    await queries(stack.postgres.url, LOG_AS_BEFORE);
  }
  return results;
}

async function countOne(stack: Stack, contender: HttpContender, connections: number) {
  await contender.reset();
  const log = join(stack.postgres.dataDir, 'postgres.log');
  const from = sizeOf(log);
  const before = await redisCommands(stack);
  const { added } = await contender.measure({ connections, seconds: SECONDS });
  const after = await redisCommands(stack);
  const database = new URL(contender.databaseUrl).pathname.slice(1);
  return {
    statements: perAdd(countStatements(log, from, database), added),
    commands: perAdd(commandsBetween(before, after), added),
  };
}

function perAdd(counts: ReadonlyMap<string, number>, adds: number): Record<string, number> {
  return Object.fromEntries([...counts].map(([name, count]) => [name, count / adds]));
}

function countStatements(log: string, from: number, database: string): Map<string, number> {
  const counts = new Map<string, number>();
  const text = readFrom(log, from);
  for (const [, where, application = ''] of text.matchAll(
    /^([^|\n]*)\|([^|\n]*)\|LOG: {2}(?:statement|execute [^:\n]*):/gm,
  )) {
    if (where === database && application !== APPLICATION) counts.set(application, (counts.get(application) ?? 0) + 1);
  }
  return counts;
}

function sizeOf(file: string): number {
  const descriptor = openSync(file, 'r');
  const { size } = fstatSync(descriptor);
  closeSync(descriptor);
  return size;
}

function readFrom(file: string, from: number): string {
  const descriptor = openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(fstatSync(descriptor).size - from);
    readSync(descriptor, buffer, 0, buffer.length, from);
    return buffer.toString('utf8');
  } finally {
    closeSync(descriptor);
  }
}
