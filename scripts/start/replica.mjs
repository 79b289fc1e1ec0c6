import { rmSync } from 'node:fs';
import { Problem } from '../setup/problem.mjs';
import { step } from '../setup/steps.mjs';

/**
 * Copies the embedded Postgres to a standby, which runs until the shutdown. Returns its URL, as the role of `url`.
 *
 * @param {{ url: string, dataDir: string }} postgres
 * @param {string} url
 */
export async function startReplica(postgres, url, shutdown) {
  const { startStandby } = await import('@roster/local-stack');
  const dataDir = `${postgres.dataDir}-replica`;
  const standby = await step('Copy Postgres, and start the replica', () =>
    startStandby(postgres, dataDir).catch((cause) => {
      throw new Problem(cause.message);
    }),
  );
  shutdown.add({
    title: 'Stop the replica',
    waiting: 'the replica to stop',
    async stop() {
      await standby.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
    kill: () => standby.kill(),
  });
  const readUrl = new URL(url);
  readUrl.port = String(standby.port);
  return readUrl.href;
}
