import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { explain } from '../setup/problem.mjs';
import { bold, seconds, step } from '../setup/steps.mjs';
import { openBaseImages } from './base-images.mjs';
import { dockerMissing, openDocker } from './docker.mjs';
import { checkImages } from './image-checks.mjs';
import { Results } from './results.mjs';
import { BUILT, Stack } from './stack.mjs';
import { checkStack } from './stack-checks.mjs';
import { registrySettings } from './stand-ins.mjs';

/** Docker's layers lie on a disk of the machine; /tmp may be memory. */
const PARENT = '/var/tmp';

/** Resolves with the exit code; the last line is the summary. */
export async function main() {
  const abort = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM']) process.once(name, () => abort.abort(new Error('Interrupted.')));
  const results = await checkAll(abort.signal);
  console.log(
    `${results.count('passed')} passed, ${results.count('failed')} failed, ${results.count('pending')} skipped`,
  );
  return results.count('failed') > 0 ? 1 : 0;
}

/** Builds the images, runs them, and writes reports/images.json. Leaves nothing behind. */
async function checkAll(signal) {
  const results = new Results();
  const missing = dockerMissing();
  if (missing) results.skip(`are built and run (${missing})`);
  else await runIn(mkdtempSync(join(PARENT, 'roster-images-')), results, signal);
  results.write();
  return results;
}

async function runIn(folder, results, signal) {
  const closing = [() => removeFolder(folder)];
  try {
    console.log(`\n${bold('Images')}`);
    const docker = await step('Docker', () => openDocker(folder));
    closing.unshift(docker.close);
    /** @type {any} */
    let bases;
    await step('Base images', async () => {
      bases = await openBaseImages({ folder: join(folder, 'bases'), env: docker.env, signal });
      return bases.remark;
    });
    const registry = await registrySettings(folder);
    const stack = new Stack({ folder, env: docker.env, bases: bases.images, registry, signal });
    closing.unshift(() => stack.close());

    const began = performance.now();
    const built = await results.check(`are built from ${docker.own ? 'cold' : 'what is cached'}`, async () => {
      await stack.compose('--profile', '*', 'build', ...Object.keys(BUILT));
      return `${Object.keys(BUILT).length} images in ${seconds(performance.now() - began)}`;
    });
    if (!built) return;
    await checkImages(results, stack);
    await checkStack(results, stack);
  } catch (error) {
    await results.check('are built and run to the end', () => Promise.reject(error));
  } finally {
    for (const close of closing) await Promise.resolve(close()).catch((error) => console.error(explain(error)));
  }
}

function removeFolder(folder) {
  // The storage driver mounts its folder on itself.
  spawnSync('umount', [join(folder, 'data')], { stdio: 'ignore' });
  rmSync(folder, { recursive: true, force: true });
}
