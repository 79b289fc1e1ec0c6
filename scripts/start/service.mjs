import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { endGroup } from '../setup/command.mjs';
import { Problem } from '../setup/problem.mjs';
import { root } from '../setup/root.mjs';
import { dim, say } from '../setup/steps.mjs';

const KEPT_LINES = 20;

/** Longer than the limit that the apps set themselves, so only one that hangs altogether is killed. */
const STOP_LIMIT_MS = 40_000;

/**
 * Starts one of the apps as a process, and resolves with its "ready" message. The process has a group of its own, so
 * that Ctrl-C reaches only us; should we be killed, the IPC channel closes and it stops by itself.
 */
export async function startService({ name, waiting, env, shutdown }) {
  const file = join(root, 'apps', name, 'dist', 'main.js');
  if (!existsSync(file)) throw new Problem(`apps/${name} is not built (${file} is missing).`);
  const child = fork(file, [], { cwd: root, env, detached: true, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  const tail = passOn(child, name);
  let stopping = false;
  const exited = once(child, 'exit');

  const forget = shutdown.add({
    title: `Drain ${name}`,
    waiting,
    async stop() {
      stopping = true;
      child.kill('SIGTERM');
      const limit = setTimeout(() => endGroup(child, 'SIGKILL'), STOP_LIMIT_MS);
      const [code, signal] = await exited;
      clearTimeout(limit);
      if (code !== 0) throw new Error(`${name} ended with ${signal ?? `code ${code}`}`);
    },
    kill: () => endGroup(child, 'SIGKILL'),
  });

  return new Promise((resolve, reject) => {
    child.on('message', (message) => message?.type === 'ready' && resolve(message));
    shutdown.signal.addEventListener('abort', () => reject(shutdown.signal.reason), { once: true });
    child.once('close', (code, signal) => {
      if (stopping) return;
      forget();
      const said = tail.length > 0 ? ` It said last:\n\n${tail.join('\n')}` : '';
      const error = new Problem(`${name} ended unexpectedly (${signal ?? `code ${code}`}).${said}`);
      reject(error);
      shutdown.fail(error);
    });
  });
}

/** Shows what the process says, and keeps its last lines. */
function passOn(child, name) {
  const tail = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      say(`${dim(`${name} |`)} ${line}`);
      tail.push(line);
      if (tail.length > KEPT_LINES) tail.shift();
    });
  }
  return tail;
}
