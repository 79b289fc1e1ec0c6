import { join, relative } from 'node:path';
import { Problem } from '../setup/problem.mjs';
import { root } from '../setup/root.mjs';
import { dim, say, step } from '../setup/steps.mjs';

/** DATABASE_URL, looked at before the long steps begin. */
export function givenDatabaseUrl() {
  const url = process.env.DATABASE_URL;
  if (!url) return undefined;
  if (hostsOf(url)?.every((host) => URL.canParse(`postgres://${host}`))) return url;
  throw new Problem(
    'DATABASE_URL is no Postgres URL: it looks like postgres://user:password@host:5432/database. Unset it to use the embedded Postgres.',
  );
}

/** There may be several, separated by commas, which no `URL` can have. */
function hostsOf(url) {
  return url.match(/^postgres(?:ql)?:\/\/(?:[^@/?#]*@)?([^/?#]*)/)?.[1].split(',');
}

/** The database of DATABASE_URL, or that of an embedded Postgres that runs until the shutdown. */
export async function openDatabase(given, folder, shutdown) {
  if (given) {
    const directUrl = process.env.DATABASE_DIRECT_URL || given;
    return {
      url: given,
      directUrl,
      ownerUrl: process.env.DATABASE_OWNER_URL || directUrl,
      description: `Postgres at ${hostsOf(given).join(', ')} (DATABASE_URL)`,
    };
  }
  const { createDatabase, runningUrlOf, startPostgres } = await import('@roster/local-stack');
  const { ownerUrl, postgres } = await step('Start Postgres', async () => {
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
    return { postgres, ownerUrl: await createDatabase(postgres.url, 'roster', { ifMissing: true }) };
  });
  const url = runningUrlOf(ownerUrl);
  return {
    url,
    directUrl: url,
    ownerUrl,
    postgres,
    description: `embedded Postgres, data in ${shown(postgres.dataDir)}`,
  };
}

/** Brings the schema up to date and puts in the demo data; both change nothing when they ran before. */
export async function prepareDatabase({ url, directUrl, ownerUrl }, token, password) {
  const { migrate, seedDemo, seedOperator } = await import('@roster/database');
  await step('Migrate', async () => {
    const { applied } = await migrate(ownerUrl, directUrl).catch((cause) => {
      throw new Problem(`The database could not be brought up to date: ${cause.message || cause.code}.`, {
        cause: cause.cause,
      });
    });
    return applied.length > 0 ? `${applied.length} applied` : 'up to date';
  });
  const demo = await step('Put in the demo organization', () =>
    seedDemo(url, token.given ? { token: token.given } : {}).catch((cause) => {
      throw new Problem(`The database could not be reached to put the demo organization in: ${cause.message}.`, {
        cause,
      });
    }),
  );
  token.keep(demo.token);
  const { email } = await seedOperator(url, password);
  return { ...demo, operator: { email, password } };
}

/** A path as a person would type it from the clone. */
export function shown(path) {
  const short = relative(root, path);
  return short.startsWith('..') ? path : short;
}
