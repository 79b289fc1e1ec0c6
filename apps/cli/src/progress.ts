import { SingleBar } from 'cli-progress';

export type Terminal = NodeJS.WriteStream;

/** Shows the progress of a long command. */
export interface Progress {
  /** Updates the bar of the phase, or begins a new bar for another phase. */
  at(phase: string, done: number, total: number): void;
  close(): void;
}

interface Shown {
  err(text: string): void;
  readonly terminal?: Terminal | undefined;
}

/** A bar in a terminal; elsewhere a line for each phase that has ended. */
export function openProgress({ terminal, err }: Shown): Progress {
  return terminal?.isTTY ? bars(terminal) : lines(err);
}

function bars(stream: Terminal): Progress {
  let bar: SingleBar | null = null;
  let shown: string | null = null;
  const close = () => {
    bar?.stop();
    bar = null;
  };
  return {
    at(phase, done, total) {
      if (phase !== shown) {
        close();
        bar = new SingleBar({
          stream,
          format: `  ${phase.padEnd(12)} {bar} {value} of {total}`,
          barCompleteChar: '█',
          barIncompleteChar: '░',
        });
        bar.start(total, done);
        shown = phase;
      }
      bar?.update(done);
    },
    close,
  };
}

function lines(err: (text: string) => void): Progress {
  return {
    at(phase, done, total) {
      if (done === total) err(`${phase}: ${total.toLocaleString('en')}`);
    },
    close() {},
  };
}

/** Faster than this, no progress is shown. */
const QUIET_MS = 1_000;

/** Shows progress of what takes longer than a second. */
export function soonShown(progress: Progress): Progress['at'] {
  const startedAt = performance.now();
  return (phase, done, total) => {
    if (performance.now() - startedAt > QUIET_MS) progress.at(phase, done, total);
  };
}
