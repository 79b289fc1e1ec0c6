import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalPostgres, startPostgres, stopPostgres } from '../postgres/start-postgres.js';

const PREFIX = 'roster-test-';

/**
 * A Postgres for one test run, gone with its data after `stop`. Make databases in it with `createDatabase`. Unless a
 * test asks what survives a crash, it need not be durable, and is faster.
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

/** A folder for one server of this run; what is in it is found and removed when the run is killed. */
export function testFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  // As root the server runs as another user, who must be able to pass through.
  chmodSync(folder, 0o755);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A run that was killed could not stop its server: the next one does. */
async function removeAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.match(/^roster-test-(\d+)-/)?.[1];
    if (!pid || isAlive(Number(pid))) continue;
    const folder = join(tmpdir(), name);
    try {
      await stopPostgres(join(folder, 'postgres'));
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // Another user's, or half made: not worth failing this run.
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
