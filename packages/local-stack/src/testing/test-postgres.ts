import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalPostgres, startPostgres, stopPostgres } from '../postgres/start-postgres.js';

const PREFIX = 'roster-test-';

/**
 * Starts a Postgres for one test run; `stop` removes it with its data. Create databases in it with `createDatabase`. It
 * is not durable by default, which is faster; tests of crashes need it durable.
 */
export async function startTestPostgres({ durable = false }: { durable?: boolean } = {}): Promise<LocalPostgres> {
  await removeAbandoned();
  const { folder, remove } = testFolder();
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres'), durable });
  return {
    ...postgres,
    async stop() {
      postgres.thaw();
      await postgres.stop();
      remove();
    },
  };
}

/** A folder for one server of this run. If the run is killed, the next one removes it. */
export function testFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  // When we are root, the server runs as another user, who must be able to enter.
  chmodSync(folder, 0o755);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Stops the servers of runs that were killed and removes their folders. */
async function removeAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.match(/^roster-test-(\d+)-/)?.[1];
    if (!pid || isAlive(Number(pid))) continue;
    const folder = join(tmpdir(), name);
    try {
      await stopPostgres(join(folder, 'postgres'));
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // It belongs to another user or is incomplete: not worth failing this run.
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
