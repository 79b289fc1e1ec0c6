import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OrganizationId } from '@roster/domain';

/**
 * Deletes the folder when `work` has ended. Those that killed commands have left are deleted first: they hold personal data.
 *
 * @param place where the folder is made
 */
export async function withMoveFolder<Result>(
  id: OrganizationId,
  work: (folder: string) => Promise<Result>,
  place = tmpdir(),
): Promise<Result> {
  for (const name of readdirSync(place).filter((entry) => isLeftOver(entry, id)))
    rmSync(join(place, name), { recursive: true, force: true });
  const folder = mkdtempSync(join(place, `${prefixOf(id)}${process.pid}-`));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function prefixOf(id: OrganizationId): string {
  return `roster-move-${id}-`;
}

/** Whether it is of a process that has ended. */
function isLeftOver(name: string, id: OrganizationId): boolean {
  if (!name.startsWith(prefixOf(id))) return false;
  const pid = Number(name.slice(prefixOf(id).length).split('-')[0]);
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
