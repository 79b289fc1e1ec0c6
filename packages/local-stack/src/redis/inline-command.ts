import { connect } from 'node:net';

const LIMIT_MS = 5_000;

/** Sends an inline command of the Redis protocol and returns the raw answer. Rejects when none comes. */
export function inlineCommand(port: number, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(`${command}\r\nQUIT\r\n`));
    let answer = '';
    socket.setTimeout(LIMIT_MS, () => socket.destroy(new Error(`${port} did not answer ${command}`)));
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.once('error', reject);
    socket.once('close', () => resolve(answer));
  });
}

/** Polls until `ask` resolves with `true`. An error counts as `false`. */
export async function untilTrue(what: string, ask: () => Promise<boolean>, limitMs = 30_000): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!(await ask().catch(() => false))) {
    if (performance.now() > deadline) throw new Error(`Not within ${limitMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
