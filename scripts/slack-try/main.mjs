import { resolve } from 'node:path';
import { explain, Problem } from '../setup/problem.mjs';
import { root } from '../setup/root.mjs';
import { red } from '../setup/steps.mjs';
import { findRunning } from '../start/running.mjs';
import { HELP, readOptions } from './options.mjs';
import { askStage, findStage, startStage, stopStage } from './stage-process.mjs';

/** Resolves with the exit code. */
export async function main(args) {
  try {
    const { action, ...who } = readOptions(args);
    if (action.kind === 'help') console.log(HELP);
    else console.log(await perform(action, who));
    return 0;
  } catch (error) {
    console.error(`${red('This did not work.')} ${explain(error)}`);
    return 1;
  }
}

async function perform(action, who) {
  const folder = resolve(root, process.env.ROSTER_DATA_DIR || '.roster');
  if (action.kind === 'stop') return stopStage(folder);
  if (!findRunning(folder)) {
    throw new Problem(
      `Roster does not run on ${folder}. Start it in another terminal and wait until it says that it is ready: npm start`,
    );
  }
  const stage = findStage(folder) ?? (await startStage(folder));
  return askStage(stage, { action, ...who });
}
