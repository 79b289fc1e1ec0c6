import { SingleBar } from 'cli-progress';

export type Terminal = NodeJS.WriteStream;

/** How far a long command is. */
export interface Progress {
  /** The same phase again moves its bar on; another one begins a new bar. */
  at(phase: string, done: number, total: number): void;
  close(): void;
}

interface Shown {
  err(text: string): void;
  readonly terminal?: Terminal | undefined;
}

/** A bar that is redrawn in a terminal; elsewhere one line for each phase, when it has ended. */
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
