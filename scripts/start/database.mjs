import { join, relative } from 'node:path';
import { Problem } from '../setup/problem.mjs';
import { root } from '../setup/root.mjs';
import { dim, say, step } from '../setup/steps.mjs';

/** The URL of DATABASE_URL, or of an embedded Postgres that runs until the shutdown. */
export async function openDatabase(folder, shutdown) {
  const given = process.env.DATABASE_URL;
  if (given) return { url: given, description: `Postgres at ${new URL(given).host} (DATABASE_URL)` };
  const { createDatabase, startPostgres } = await import('@roster/local-stack');
  const { url, dataDir } = await step('Start Postgres', async () => {
    const postgres = await startPostgres({
      dataDir: join(folder, 'postgres'),
      log: (line) => say(`    ${dim(line)}`),
    }).catch((cause) => {
      throw new Problem(cause.message);
    });
    shutdown.add({
      title: 'Stop Postgres',
      waiting: 'Postgres to write its last checkpoint',
      stop: () => postgres.stop(),
      kill: () => postgres.kill(),
    });
    return { dataDir: postgres.dataDir, url: await createDatabase(postgres.url, 'roster', { ifMissing: true }) };
  });
  return { url, description: `embedded Postgres, data in ${shown(dataDir)}` };
}

/** Brings the schema up to date and puts in the demo data; both change nothing when they ran before. */
export async function prepareDatabase(url, token) {
  const { migrate, seedDemo } = await import('@roster/database');
  await step('Migrate', async () => {
    const { applied } = await migrate(url).catch((cause) => {
      throw new Problem(`The database could not be brought up to date: ${cause.message || cause.code}.`, {
        cause: cause.cause,
      });
    });
    return applied.length > 0 ? `${applied.length} applied` : 'up to date';
  });
  const demo = await step('Put in the demo organisation', () =>
    seedDemo(url, token.given ? { token: token.given } : {}),
  );
  token.keep(demo.token);
  return demo;
}

/** A path as a person would type it from the clone. */
export function shown(path) {
  const short = relative(root, path);
  return short.startsWith('..') ? path : short;
}
