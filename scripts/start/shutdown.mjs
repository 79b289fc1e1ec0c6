import { dim, step } from '../setup/steps.mjs';

/** npm passes a Ctrl-C on to us that the terminal has sent us already: within this time it is the same one. */
const ECHO_MS = 500;

/** What has been started, and how it ends: last started, first stopped. */
export class Shutdown {
  #running = [];
  #abort = new AbortController();
  #waitingFor;
  #signals = 0;
  #lastSignal = Number.NEGATIVE_INFINITY;

  constructor() {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => this.#onSignal());
  }

  /** Aborted by the first signal, and by `fail`. */
  get signal() {
    return this.#abort.signal;
  }

  /** Resolves when it is time to stop; rejects when something that runs has failed. */
  get requested() {
    /** @type {Promise<void>} */
    const requested = new Promise((resolve, reject) => {
      const settle = () => (this.signal.reason instanceof Interrupted ? resolve() : reject(this.signal.reason));
      if (this.signal.aborted) settle();
      else this.signal.addEventListener('abort', settle, { once: true });
    });
    return requested;
  }

  /**
   * `waiting` says what a stop that takes long is waiting for. Returns what to call when it has ended by itself.
   *
   * @param {{ title: string, stop: () => Promise<unknown>, waiting?: string, kill?: () => void }} started
   */
  add({ title, waiting, stop, kill }) {
    const item = { title, waiting, stop, kill };
    this.#running.push(item);
    return () => {
      this.#running = this.#running.filter((other) => other !== item);
    };
  }

  fail(error) {
    this.#abort.abort(error);
  }

  async run() {
    while (this.#running.length > 0) {
      const item = this.#running.at(-1);
      this.#waitingFor = item.waiting;
      await step(item.title, () => item.stop()).catch((error) => console.error(`    ${error.message}`));
      this.#running = this.#running.filter((other) => other !== item);
    }
  }

  #onSignal() {
    const now = performance.now();
    if (now - this.#lastSignal < ECHO_MS) return;
    this.#lastSignal = now;
    this.#signals++;
    if (this.#signals === 1) {
      console.log(dim('\nStopping. (Ctrl-C again tells what it is waiting for.)'));
      this.#abort.abort(new Interrupted());
    } else if (this.#signals === 2) {
      console.log(`\nWaiting for ${this.#waitingFor ?? 'the current step to end'}. Ctrl-C once more kills it.`);
    } else {
      console.log('\nKilled. What was not committed will be run again at the next start.');
      for (const item of this.#running.toReversed()) item.kill?.();
      process.exit(130);
    }
  }
}

/** The person at the terminal, or a supervisor, asked for the end. */
export class Interrupted extends Error {}
