import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Resolves with undefined once the server has printed that it is ready, or with the output of one that ended early. */
export function untilReady(child: ChildProcess, ready: RegExp): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    let output = '';
    const hear = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-4_000);
      if (ready.test(output)) resolve(undefined);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('error', reject);
    child.once('close', () => resolve(output));
  });
}

/** Sends the signal, unless the process has ended, and waits for its end. */
export async function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  child.kill(signal);
  await closed;
}
