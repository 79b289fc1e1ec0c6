import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** The command lines of all processes that name `folder`. */
export function processesOf(folder: string): string[] {
  return matching(folder).map(({ line }) => line);
}

/** Ends what a failed test left behind. */
export function endProcessesOf(folder: string): void {
  for (const { pid } of matching(folder)) process.kill(pid, 'SIGQUIT');
}

/** Signals the processes that name `file`, as `kill` in another terminal does. */
export function signalProcessesOf(file: string, signal: NodeJS.Signals): void {
  for (const { pid } of matching(file)) process.kill(pid, signal);
}

/** Resolves when no process names `folder` any more. Their end raises no event that we could wait for. */
export async function untilGone(folder: string, unless: (line: string) => boolean): Promise<void> {
  while (processesOf(folder).some((line) => !unless(line))) await new Promise((resolve) => setTimeout(resolve, 50));
}

function matching(folder: string): { pid: number; line: string }[] {
  return commandLines().filter(({ line }) => line.includes(folder));
}

function commandLines(): { pid: number; line: string }[] {
  if (process.platform === 'linux')
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => ({ pid: Number(pid), line: commandLine(pid) }));
  return execFileSync('ps', ['-axo', 'pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => ({ pid: Number.parseInt(line, 10), line }));
}

/** Empty for a process that has ended meanwhile, and for a zombie. */
function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
