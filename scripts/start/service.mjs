import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { endGroup } from '../setup/command.mjs';
import { Problem } from '../setup/problem.mjs';
import { root } from '../setup/root.mjs';
import { dim, say } from '../setup/steps.mjs';
import { Deaths } from './deaths.mjs';
import { watchReadiness } from './readiness.mjs';

const KEPT_LINES = 20;

/** Longer than the limit that the apps set themselves, so only one that hangs altogether is killed. */
const STOP_LIMIT_MS = 40_000;

/** sysexits.h: EX_CONFIG. The next start would end in the same way. */
const EXIT_CONFIGURATION = 78;

/**
 * Starts one of the apps as a process, and resolves with its "ready" message. One that dies later is started again; one
 * that is not ready for a while is named. `healthOf` gives its address for probes from that message.
 */
export async function startService({ name, waiting, env, shutdown, healthOf = ({ url }) => url }) {
  const service = new Service({ name, env, shutdown, healthOf });
  shutdown.add({
    title: `Drain ${name}`,
    waiting,
    stop: () => service.stop(),
    kill: () => service.kill(),
  });
  return service.start();
}

class Service {
  #name;
  #env;
  #shutdown;
  #healthOf;
  #child;
  #exited;
  /** Of the process that runs now; nothing while none does. */
  #ready;
  #deaths = new Deaths();
  #stopping = new AbortController();

  constructor({ name, env, shutdown, healthOf }) {
    this.#name = name;
    this.#env = env;
    this.#shutdown = shutdown;
    this.#healthOf = healthOf;
  }

  async start() {
    const ready = await this.#run().catch((error) => {
      this.#shutdown.fail(error);
      throw error;
    });
    watchReadiness(this.#name, () => this.#ready && this.#healthOf(this.#ready), this.#stopping.signal);
    return ready;
  }

  async stop() {
    this.#stopping.abort();
    if (!this.#isRunning()) return;
    this.#child.kill('SIGTERM');
    const limit = setTimeout(() => this.kill(), STOP_LIMIT_MS);
    const [code, signal] = await this.#exited;
    clearTimeout(limit);
    if (code !== 0) throw new Error(`${this.#name} ended with ${signal ?? `code ${code}`}`);
  }

  kill() {
    this.#stopping.abort();
    if (this.#isRunning()) endGroup(this.#child, 'SIGKILL');
  }

  #isRunning() {
    return this.#child?.exitCode === null && this.#child.signalCode === null;
  }

  /**
   * Resolves once the process serves, and rejects when it ends before. The process has a group of its own, so that
   * Ctrl-C reaches only us; should we be killed, the IPC channel closes and it stops by itself.
   */
  #run() {
    const file = join(root, 'apps', this.#name, 'dist', 'main.js');
    if (!existsSync(file)) throw new Problem(`apps/${this.#name} is not built (${file} is missing).`);
    const child = fork(file, [], {
      cwd: root,
      env: this.#env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child = child;
    this.#exited = once(child, 'exit');
    const tail = passOn(child, this.#name);
    const { signal } = this.#shutdown;
    return new Promise((resolve, reject) => {
      child.on('message', (/** @type {any} */ message) => {
        if (message?.type !== 'ready') return;
        this.#ready = message;
        resolve(message);
      });
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      child.once('close', (code, name) => {
        const wasReady = this.#ready !== undefined;
        this.#ready = undefined;
        if (this.#stopping.signal.aborted) return;
        const ended = new Ended(this.#name, { code, signal: name, tail });
        if (wasReady) void this.#startAgain(ended);
        else reject(ended);
      });
    });
  }

  async #startAgain(ended) {
    for (let last = ended; ; ) {
      const wait = this.#deaths.next();
      if (wait === undefined || last.code === EXIT_CONFIGURATION) return this.#shutdown.fail(last);
      say(`${this.#name} ended unexpectedly (${last.how}); it is started again in ${wait / 1_000} s.`);
      try {
        await delay(wait, undefined, { signal: this.#stopping.signal });
        await this.#run();
        return say(`${this.#name} is running again.`);
      } catch (error) {
        if (this.#stopping.signal.aborted || this.#shutdown.signal.aborted) return undefined;
        last = error;
      }
    }
  }
}

/** A process ended that should run. */
class Ended extends Problem {
  constructor(name, { code, signal, tail }) {
    const how = signal ?? `code ${code}`;
    const said = tail.length > 0 ? ` It said last:\n\n${tail.join('\n')}` : '';
    super(`${name} ended unexpectedly (${how}).${said}`);
    this.how = how;
    this.code = code;
  }
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
