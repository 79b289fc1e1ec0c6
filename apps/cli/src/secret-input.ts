import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/**
 * A password that nobody reads over a shoulder or in the history of a shell: the first line of standard input when it
 * is piped, else asked for without showing what is typed. Null when nothing came.
 */
export async function readSecret(prompt: string): Promise<string | null> {
  const { stdin, stderr } = process;
  let isShown = true;
  const output = new Writable({
    write(chunk, _encoding, done) {
      if (isShown) stderr.write(chunk);
      done();
    },
  });
  const lines = createInterface({ input: stdin, output, terminal: stdin.isTTY === true });
  try {
    if (stdin.isTTY !== true) {
      for await (const line of lines) return line;
      return null;
    }
    const answer = lines.question(prompt);
    isShown = false;
    const secret = await answer;
    stderr.write('\n');
    return secret;
  } finally {
    lines.close();
  }
}
