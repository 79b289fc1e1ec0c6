import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { checkChart } from '../generate/chart.mjs';
import { checkPythonSdk } from '../generate/python-sdk.mjs';
import { checkTypescriptSdk } from '../generate/typescript-sdk.mjs';
import { runCommand } from '../setup/command.mjs';
import { install, installNeeded } from '../setup/install.mjs';
import { root } from '../setup/root.mjs';
import { runTurbo } from '../setup/turbo.mjs';
import { lintOpenApi } from './lint-openapi.mjs';

export const lint = { title: 'Format and lint (Biome)', run: tool('@biomejs/biome', 'biome', 'check', '.') };
export const build = { title: 'Build', run: (signal) => runTurbo('build', signal) };

/**
 * What is checked beside the suites. Types are checked by TypeScript 7, a tenth of the work; its predecessor stays for
 * those that need its API (openapi-typescript, dependency-cruiser).
 *
 * @param {boolean} all also what needs the packages of bench
 */
export function checks(all) {
  return [
    { title: 'Types', run: tool('typescript-7', 'tsc') },
    { title: 'Types of the scripts', run: tool('typescript-7', 'tsc', '-p', 'scripts') },
    { title: 'Types of the console', run: tool('typescript-7', 'tsc', '-p', 'apps/console') },
    { title: 'Types of the chart (tests)', run: tool('typescript-7', 'tsc', '-p', 'deploy/helm') },
    ...(all ? [{ title: 'Types of bench', run: checkBench }] : []),
    { title: 'Boundaries (dependency-cruiser)', run: cruise('.dependency-cruiser.cjs') },
    { title: 'Folders point one way (dependency-cruiser)', run: cruise('.dependency-cruiser.folders.cjs') },
    { title: 'The TypeScript SDK is that of the document', run: checkTypescriptSdk },
    { title: 'The Python SDK is that of the document', run: checkPythonSdk },
    { title: 'The Helm chart is that of the configuration', run: checkChart },
    { title: 'docs/openapi.json (Redocly)', run: lintOpenApi },
    ...composeCheck(),
    { title: 'Unused code (knip)', run: tool('knip', 'knip', '--no-progress') },
  ];
}

async function checkBench(signal) {
  const bench = join(root, 'bench');
  if (installNeeded(bench)) await install(signal, bench);
  return tool('typescript-7', 'tsc', '-p', 'bench/src')(signal);
}

/** Where there is a Compose, it says whether the file is right; it needs no engine for that. */
function composeCheck() {
  const compose = [['docker-compose'], ['docker', 'compose']].find(
    ([program, ...args]) => spawnSync(program, [...args, 'version'], { stdio: 'ignore' }).status === 0,
  );
  if (!compose) return [];
  const [program, ...args] = compose;
  const run = (signal) => runCommand(program, [...args, 'config', '--quiet'], { cwd: root, env: process.env, signal });
  return [{ title: 'docker-compose.yml', run }];
}

function cruise(config) {
  return tool('dependency-cruiser', 'depcruise', '--config', config, 'apps', 'packages');
}

/** Runs a package's program with this Node, without a shell or npx in between. */
function tool(name, program, ...args) {
  return (signal) => {
    const folder = join(root, 'node_modules', name);
    const { bin } = createRequire(import.meta.url)(join(folder, 'package.json'));
    const file = join(folder, typeof bin === 'string' ? bin : bin[program]);
    const path = `${join(root, 'node_modules', '.bin')}:${dirname(process.execPath)}:${process.env.PATH}`;
    return runCommand(process.execPath, [file, ...args], { cwd: root, env: { ...process.env, PATH: path }, signal });
  };
}
