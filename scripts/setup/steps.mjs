const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const WIDTH = 44;
const FRAME_MS = 80;

const tty = process.stdout.isTTY === true;
const paint = (code, text) => (tty && !process.env.NO_COLOR ? `\u001b[${code}m${text}\u001b[0m` : text);

export const green = (text) => paint(32, text);
export const red = (text) => paint(31, text);
export const dim = (text) => paint(2, text);
export const bold = (text) => paint(1, text);

/** The lines that came up during a step, to be shown below it. */
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
  try {
    const result = await work();
    running.end(green('✓'), typeof result === 'string' ? result : '');
    for (const line of held) console.log(line);
    return result;
  } catch (error) {
    running.end(red('✗'), '');
    throw error;
  } finally {
    held = undefined;
  }
}

export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

function show(title, began) {
  const took = () => seconds(performance.now() - began).padStart(8);
  const line = (mark, remark) => `  ${mark} ${title.padEnd(WIDTH)}${dim(took())}${remark ? `  ${remark}` : ''}`;
  if (!tty) {
    // Without a terminal the title comes first and the time when it is known, still on one line.
    process.stdout.write(`  - ${title.padEnd(WIDTH)}`);
    return { end: (mark, remark) => process.stdout.write(`${took()} ${mark}${remark ? `  ${remark}` : ''}\n`) };
  }
  let frame = 0;
  const draw = () => process.stdout.write(`\r\u001b[K${line(FRAMES[frame++ % FRAMES.length], '')}`);
  draw();
  const timer = setInterval(draw, FRAME_MS);
  return {
    end(mark, remark) {
      clearInterval(timer);
      process.stdout.write(`\r\u001b[K${line(mark, remark)}\n`);
    },
  };
}
