import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * What a person gets from `git clone`: the last commit, or, while something is not committed yet, the files that would
 * be. Nothing that is ignored comes along, so packages are installed and built afresh.
 */
export function freshClone(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'roster-e2e-'));
  // As root Postgres runs as another user, who must be able to pass through.
  chmodSync(folder, 0o755);
  const clone = join(folder, 'roster');
  if (git('status', '--porcelain') === '') git('clone', '--quiet', root, clone);
  else copyWorkTree(clone);
  return { folder: clone, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function copyWorkTree(clone: string): void {
  // A file that was removed but not committed is still listed.
  for (const file of git('ls-files', '-co', '--exclude-standard', '-z').split('\0').filter(Boolean))
    if (existsSync(join(root, file))) cpSync(join(root, file), join(clone, file));
}

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
}
