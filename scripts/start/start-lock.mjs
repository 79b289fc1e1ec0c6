import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../setup/problem.mjs';

/**
 * One start at a time on a data folder. The lock names the process and when it began, so a lock that a killed start
 * left behind does not count, even when its process id has been given to another program since.
 */
export function lockDataFolder(folder) {
  const file = join(folder, 'start.lock');
  const mine = identity(process.pid);
  for (;;) {
    try {
      writeFileSync(file, mine, { flag: 'wx' });
      return { release: () => readOr(file, '') === mine && rmSync(file, { force: true }) };
    } catch (error) {
      if (error.code === 'ENOSPC') throw new Problem('The disk is full: free some space and run npm start again.');
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = readOr(file, '');
    const [pid] = holder.split(' ');
    if (holder && holder === identity(Number(pid)))
      throw new Problem(
        `Roster is running on ${folder} already (process ${pid}): stop it with Ctrl-C there, or start a second one with PORT=3001 ROSTER_DATA_DIR=.roster-2 npm start.`,
      );
    rmSync(file, { force: true });
  }
}

/** What identifies the process that holds the lock; nothing when none does. */
export function lockHolder(folder) {
  const holder = readOr(join(folder, 'start.lock'), '');
  return holder && holder === identity(Number(holder.split(' ')[0])) ? holder : undefined;
}

/** Process id and start time, which no two processes share. */
export function identity(pid) {
  if (process.platform === 'linux') {
    // The name in brackets may hold spaces. After it come the state and, 20th, the start time (proc(5)); a zombie, which
    // a container without an init never collects, holds nothing any more.
    const stat = readOr(`/proc/${pid}/stat`, '');
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return stat && !'ZX'.includes(state) ? `${pid} ${fields[18]}` : '';
  }
  if (process.platform === 'win32') return isAlive(pid) ? `${pid} ` : '';
  const began = spawnSync('ps', ['-p', String(pid), '-o', 'lstart='], { encoding: 'utf8' }).stdout?.trim();
  return began ? `${pid} ${began}` : '';
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function readOr(file, otherwise) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return otherwise;
  }
}
