/** Tells the terminal how far it is, and knows whether Ctrl-C was pressed. */
export class Progress {
  private readonly began = performance.now();
  private interrupted = false;

  constructor() {
    for (const name of ['SIGINT', 'SIGTERM'] as const) {
      process.on(name, () => {
        if (!this.interrupted) this.say('interrupted: stopping what was started');
        this.interrupted = true;
      });
    }
  }

  say(line: string): void {
    const seconds = ((performance.now() - this.began) / 1_000).toFixed(0);
    console.log(`${seconds.padStart(5)} s  ${line}`);
  }

  /** Called between measurements, so that everything is stopped in order. */
  throwIfInterrupted(): void {
    if (this.interrupted) throw new Interrupted('Interrupted.');
  }
}

export class Interrupted extends Error {}
