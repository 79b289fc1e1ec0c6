import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import type { ProcessIdentity, ProcessKind } from '@roster/domain';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** Who this process is, from its start to its end: in its samples, its metrics and its traces. */
export function identifyProcess(kind: ProcessKind): ProcessIdentity {
  const id = `${hostname()}:${process.pid}:${randomBytes(3).toString('hex')}`;
  return { kind, id, version, startedAt: new Date() };
}
