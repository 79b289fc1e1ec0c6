import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../setup/command.mjs';
import { root } from '../setup/root.mjs';
import { buildStandIns } from './stand-ins.mjs';

const PULL_LIMIT_MS = 120_000;

/** The images that ours and the stack are built on: those of the registry, or stand-ins where there is none. */
export async function openBaseImages({ folder, env, signal }) {
  const usual = usualImages();
  const limit = AbortSignal.any([AbortSignal.timeout(PULL_LIMIT_MS), ...(signal ? [signal] : [])]);
  try {
    for (const image of Object.values(usual)) await pull(image, env, limit);
    return { images: usual, remark: 'from the registry' };
  } catch {
    signal?.throwIfAborted();
    const images = await buildStandIns({ folder, env, nodeVersion: nodeVersion() });
    return { images, remark: 'stand-ins, as no registry can be reached' };
  }
}

/** As the Dockerfile names it, without the distribution. */
export function nodeVersion() {
  return /^ARG NODE_VERSION=(\S+)$/m.exec(read('Dockerfile'))[1];
}

function usualImages() {
  const compose = read('docker-compose.yml');
  return {
    node: /^ARG NODE_IMAGE=(\S+)$/m.exec(read('Dockerfile'))[1],
    postgres: /image: (postgres:\S+)/.exec(compose)[1],
    redis: /image: (redis:\S+)/.exec(compose)[1],
  };
}

async function pull(image, env, signal) {
  const { code, output } = await runCommand('docker', ['pull', '--quiet', image], { cwd: root, env, signal });
  if (code !== 0) throw new Error(output);
}

function read(name) {
  return readFileSync(join(root, name), 'utf8');
}
