const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const WIDTH = 44;
const FRAME_MS = 80;

/** A step that takes longer shows what came up meanwhile: it may be waiting for just that. */
const HOLD_MS = 5_000;

const tty = process.stdout.isTTY === true;
const paint = (code, text) => (tty && !process.env.NO_COLOR ? `\u001b[${code}m${text}\u001b[0m` : text);

export const green = (text) => paint(32, text);
export const red = (text) => paint(31, text);
export const dim = (text) => paint(2, text);
export const bold = (text) => paint(1, text);

/** The lines that come up during a step; nothing when none is under way. */
let held;

/** Shows a line now, or after the step that is under way, whose line it must not break. */
export function say(line) {
  if (held) held.push(line);
  else console.log(line);
}

/**
 * Does one thing with its name and its time on one line; on a terminal a spinner turns meanwhile. When `work` returns a
 * string, that is shown behind the time. When it fails, the error says it all: held lines are dropped.
 */
export async function step(title, work) {
  const began = performance.now();
  held = [];
  const running = show(title, began);
  const lines = new HeldLines(running);
  held = lines;
  try {
    const result = await work();
    running.end(green('✓'), typeof result === 'string' ? result : '');
    lines.show();
    return result;
  } catch (error) {
    running.end(red('✗'), '');
    throw error;
  } finally {
    lines.stop();
    held = undefined;
  }
}

/** Lines that wait for the end of a step, or until it has taken long. */
class HeldLines {
  #lines = [];
  #running;
  #late = false;
  #timer;

  constructor(running) {
    this.#running = running;
    this.#timer = setTimeout(() => {
      this.#late = true;
      if (this.#lines.length > 0) this.#interrupt();
    }, HOLD_MS);
  }

  push(line) {
    this.#lines.push(line);
    if (this.#late) this.#interrupt();
  }

  show() {
    for (const line of this.#lines.splice(0)) console.log(line);
  }

  stop() {
    clearTimeout(this.#timer);
  }

  #interrupt() {
    this.#running.interrupt();
    this.show();
  }
}

export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

function show(title, began) {
  const took = () => seconds(performance.now() - began).padStart(8);
  const line = (mark, remark) => `  ${mark} ${title.padEnd(WIDTH)}${dim(took())}${remark ? `  ${remark}` : ''}`;
  if (!tty) {
    // Without a terminal the title comes first and the time when it is known, still on one line.
    const begin = () => process.stdout.write(`  - ${title.padEnd(WIDTH)}`);
    let broken = false;
    begin();
    return {
      interrupt() {
        if (!broken) process.stdout.write('waiting\n');
        broken = true;
      },
      end(mark, remark) {
        if (broken) begin();
        process.stdout.write(`${took()} ${mark}${remark ? `  ${remark}` : ''}\n`);
      },
    };
  }
  let frame = 0;
  const draw = () => process.stdout.write(`\r\u001b[K${line(FRAMES[frame++ % FRAMES.length], '')}`);
  draw();
  const timer = setInterval(draw, FRAME_MS);
  return {
    // The next frame draws the step below what is shown now.
    interrupt: () => process.stdout.write('\r\u001b[K'),
    end(mark, remark) {
      clearInterval(timer);
      process.stdout.write(`\r\u001b[K${line(mark, remark)}\n`);
    },
  };
}
