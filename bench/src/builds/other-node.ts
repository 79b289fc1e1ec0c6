import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** A Node.js that runs the API and the worker of one more contender. */
export interface OtherNode {
  readonly path: string;
  /** As in `24.21.0`. */
  readonly version: string;
}

/** @throws Error with a sentence for the person who typed the flag */
export async function findNode(path: string): Promise<OtherNode> {
  const { stdout } = await promisify(execFile)(path, ['--version']).catch(() => ({ stdout: '' }));
  const version = /^v(\d+\.\d+\.\d+)\s*$/.exec(stdout)?.[1];
  if (version === undefined) throw new Error(`--node takes the path of a Node.js, and "${path}" is none.`);
  return { path, version };
}
