import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../setup/command.mjs';
import { install, installNeeded } from '../setup/install.mjs';
import { explain } from '../setup/problem.mjs';
import { root } from '../setup/root.mjs';
import { step } from '../setup/steps.mjs';
import { runTurbo } from '../setup/turbo.mjs';
import { chartFiles } from './chart.mjs';
import { pythonSdk } from './python-sdk.mjs';
import { typescriptSdk } from './typescript-sdk.mjs';

const OPENAPI = join(root, 'docs', 'openapi.json');

/** Resolves with the exit code. */
export async function main() {
  const abort = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM']) process.once(name, () => abort.abort(new Error('Interrupted.')));
  try {
    if (installNeeded()) await step('Install packages (npm ci)', () => install(abort.signal));
    await step('Build', () => succeed(runTurbo('build', abort.signal, '--filter=./apps/*')));
    await step('docs/openapi.json', () => writeOpenApi(abort.signal));
    await step('SDK for TypeScript', async () => {
      for (const [file, text] of await typescriptSdk()) await writeFile(file, text);
    });
    await step('SDK for Python', async () => {
      for (const [file, text] of await pythonSdk()) await writeFile(file, text);
    });
    await step('Helm chart', async () => {
      for (const [file, text] of await chartFiles()) await writeFile(file, text);
    });
    return 0;
  } catch (error) {
    console.error(explain(error));
    return 1;
  }
}

function writeOpenApi(signal) {
  const program = join(root, 'apps', 'api', 'dist', 'write-openapi.main.js');
  return succeed(runCommand(process.execPath, [program, OPENAPI], { cwd: root, env: process.env, signal }));
}

async function succeed(running) {
  const { code, output } = await running;
  if (code !== 0) throw new Error(output.trim());
}
