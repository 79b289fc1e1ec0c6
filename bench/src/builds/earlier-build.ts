import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Progress } from '../progress.js';
import { ROOT } from '../root.js';
import type { Build } from './build.js';

const run = promisify(execFile);

/** A build stays here until someone removes it, so that the next run with this commit starts at once. */
const FOLDER = join(ROOT, 'reports', 'bench', 'before');

const OUTPUT_BYTES = 64 * 2 ** 20;

export interface Commit {
  readonly hash: string;
  /** When it was committed, as YYYY-MM-DD. */
  readonly date: string;
}

/** @throws Error with a sentence for the person who typed the flag */
export async function findCommit(name: string): Promise<Commit> {
  const args = ['log', '-1', '--format=%H %cs', '--end-of-options', `${name}^{commit}`, '--'];
  const { stdout } = await run('git', args, { cwd: ROOT }).catch(() => {
    throw new Error(`--before takes a commit of this repository, and "${name}" is none.`);
  });
  const [hash = '', date = ''] = stdout.trim().split(' ');
  return { hash, date };
}

/** Checks a commit out, installs its packages and builds it, unless an earlier run has done that. */
export async function earlierBuild({ hash }: Commit, progress: Progress): Promise<Build> {
  const folder = join(FOLDER, hash);
  if (!existsSync(folder)) await make(hash, folder, progress);
  const load = (name: string) => import(pathToFileURL(join(folder, 'packages', name, 'dist', 'index.js')).href);
  const database: Build['database'] = await load('database');
  // Before there were two roles, processes ran as the owner.
  const { runningUrlOf = (url: string) => url }: Partial<Build> = await load('local-stack');
  return { name: 'before', database, runningUrlOf, main: (app) => join(folder, 'apps', app, 'dist', 'main.js') };
}

async function make(hash: string, folder: string, progress: Progress): Promise<void> {
  const unfinished = `${folder}.unfinished`;
  const archive = `${folder}.tar`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  const steps: [string, string, string[]][] = [
    ['check out', 'git', ['-C', ROOT, 'archive', `--output=${archive}`, hash]],
    ['unpack', 'tar', ['-xf', archive]],
    ['install packages of', 'npm', ['ci', '--include=dev', '--include=optional', '--prefer-offline', '--no-audit']],
    ['build', 'npm', ['run', 'build']],
  ];
  for (const [title, program, args] of steps) {
    progress.throwIfInterrupted();
    progress.say(`before: ${title} ${hash.slice(0, 10)}`);
    await run(program, args, { cwd: unfinished, maxBuffer: OUTPUT_BYTES });
  }
  rmSync(archive);
  // Only a complete build has the name that the next run looks for.
  renameSync(unfinished, folder);
}
