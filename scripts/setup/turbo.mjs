import { join } from 'node:path';
import { runCommand } from './command.mjs';
import { root } from './root.mjs';

/** Runs a task of turbo.json in every package; what did not change comes from the cache. Nothing is sent anywhere. */
export function runTurbo(task, signal, ...flags) {
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', TURBO_NO_UPDATE_NOTIFIER: '1' };
  const turbo = join(root, 'node_modules', 'turbo', 'bin', 'turbo');
  return runCommand(process.execPath, [turbo, 'run', task, '--output-logs=errors-only', ...flags], {
    cwd: root,
    env,
    signal,
  });
}
