import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Problem } from '../setup/problem.mjs';
import { root } from '../setup/root.mjs';
import { step } from '../setup/steps.mjs';
import { identity } from '../start/start-lock.mjs';

const STAGE = fileURLToPath(new URL('stage.main.mjs', import.meta.url));
const ANSWER_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 45_000;

export function stageFile(folder) {
  return join(folder, 'slack-try.json');
}

/** The stage that plays on this data folder; nothing when there is none, or only its leavings. */
export function findStage(folder) {
  try {
    const stage = JSON.parse(readFileSync(stageFile(folder), 'utf8'));
    return stage.process === identity(stage.pid) ? stage : undefined;
  } catch {
    return undefined;
  }
}

/** Starts the emulated Slack and the bot, in the background. */
export async function startStage(folder) {
  for (const dist of ['packages/slack-emulator/dist/index.js', 'apps/slack-bot/dist/main.js']) {
    if (!existsSync(join(root, dist))) throw new Problem(`${dist} is missing: build once with npm run build.`);
  }
  const logFile = join(folder, 'slack-try.log');
  const log = openSync(logFile, 'w', 0o600);
  await step('Start an emulated Slack and the bot', async () => {
    const child = spawn(process.execPath, [STAGE, folder], {
      cwd: root,
      detached: true,
      stdio: ['ignore', log, log, 'ipc'],
    });
    const [first] = await Promise.race([once(child, 'message'), once(child, 'exit').then(() => [undefined])]);
    if (first?.type !== 'ready') {
      const said = readFileSync(logFile, 'utf8').trim().split('\n').slice(-15).join('\n');
      throw new Problem(`It did not start. It said last:\n\n${first?.problem ?? said}`);
    }
    child.disconnect();
    child.unref();
  });
  const stage = findStage(folder);
  if (!stage) throw new Problem(`It ended again at once. Its log: ${logFile}`);
  return stage;
}

/** Has something done on the stage; resolves with what is to be shown. */
export async function askStage({ url, secret }, wish) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}` },
    body: JSON.stringify(wish),
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  const { shown, problem } = /** @type {{ shown: any, problem?: string }} */ (await answer.json());
  if (problem !== undefined) throw new Problem(problem);
  return shown;
}

export async function stopStage(folder) {
  const stage = findStage(folder);
  if (!stage) return 'There is no emulated Slack to stop.';
  process.kill(stage.pid, 'SIGTERM');
  const until = Date.now() + STOP_WITHIN_MS;
  while (findStage(folder)) {
    if (Date.now() > until) throw new Problem(`Process ${stage.pid} does not end.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return 'The emulated Slack and the bot have ended.';
}
