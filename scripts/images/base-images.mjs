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
  return capture(/^ARG NODE_VERSION=(\S+)$/m, read('Dockerfile'));
}

/** What the first group of `pattern` matches in `text`. Throws when it does not match. */
export function capture(pattern, text) {
  const match = pattern.exec(text);
  if (!match) throw new Error(`${pattern} is not in:\n${text}`);
  return match[1];
}

function usualImages() {
  const compose = read('docker-compose.yml');
  return {
    node: capture(/^ARG NODE_IMAGE=(\S+)$/m, read('Dockerfile')),
    postgres: capture(/image: (postgres:\S+)/, compose),
    redis: capture(/image: (redis:\S+)/, compose),
  };
}

async function pull(image, env, signal) {
  const { code, output } = await runCommand('docker', ['pull', '--quiet', image], { cwd: root, env, signal });
  if (code !== 0) throw new Error(output);
}

function read(name) {
  return readFileSync(join(root, name), 'utf8');
}
