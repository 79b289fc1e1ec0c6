import { install, installNeeded } from '../setup/install.mjs';
import { explain, Problem } from '../setup/problem.mjs';
import { bold, red, seconds, step } from '../setup/steps.mjs';
import { runTurbo } from '../setup/turbo.mjs';
import { findStage, stopStage } from '../slack-try/stage-process.mjs';
import { showBanner } from './banner.mjs';
import { demoPassword, demoToken, openDataFolder, operatorKey, webhookKey } from './data-folder.mjs';
import { givenDatabaseUrl, openDatabase, prepareDatabase, shown } from './database.mjs';
import { showFirstAdd } from './first-add.mjs';
import { HELP, readOptions } from './options.mjs';
import { chooseConsolePort, choosePort } from './port.mjs';
import { startReplica } from './replica.mjs';
import { announceRunning } from './running.mjs';
import { startService } from './service.mjs';
import { Interrupted, Shutdown } from './shutdown.mjs';
import { startSlackBot } from './slack-bot.mjs';
import { lockDataFolder } from './start-lock.mjs';

/** What this process itself needs to start and fill the database. */
const PREPARING = ['@roster/local-stack', '@roster/database'];

/** Resolves with the exit code, when nothing that was started runs any more. */
export async function main(args) {
  const shutdown = new Shutdown();
  let code = 0;
  try {
    const { replica, help } = readOptions(args);
    if (help) {
      console.log(HELP);
      return 0;
    }
    console.log(`${bold('Roster')}\n`);
    const folder = openDataFolder();
    const lock = lockDataFolder(folder);
    // Also when a third Ctrl-C cuts the shutdown short.
    process.on('exit', () => lock.release());
    const port = await choosePort();
    const consolePort = await chooseConsolePort(port);
    await start({ folder, port, consolePort, databaseUrl: givenDatabaseUrl(), replica }, shutdown);
    await shutdown.requested;
    // Before the database that its bot uses.
    if (findStage(folder)) await step('Stop the emulated Slack', () => stopStage(folder));
  } catch (error) {
    code = error instanceof Interrupted ? 130 : 1;
    if (code === 1) console.error(`\n${red('Roster could not go on.')} ${explain(error)}\n`);
  }
  await shutdown.run();
  return code;
}

async function start({ folder, port, consolePort, databaseUrl, replica }, shutdown) {
  const began = performance.now();
  const { signal } = shutdown;
  if (installNeeded()) await step('Install packages (npm ci)', () => install(signal));
  await step('Build', () => build(signal, ...PREPARING.map((name) => `--filter=${name}`)));
  signal.throwIfAborted();
  // Goes on while the database is prepared.
  const stopBuild = new AbortController();
  const services = build(AbortSignal.any([signal, stopBuild.signal]));
  const builtOrFailed = shutdown.add({
    title: 'Stop the build',
    stop: () => {
      stopBuild.abort();
      return services.catch(() => undefined);
    },
    kill: () => stopBuild.abort(),
  });
  services.then(builtOrFailed, builtOrFailed);

  const database = await openDatabase(databaseUrl, folder, shutdown);
  signal.throwIfAborted();
  const demo = await prepareDatabase(database, demoToken(folder), demoPassword(folder));
  const { postgres } = database;
  const readUrl = replica && postgres ? await startReplica(postgres, database.url, shutdown) : undefined;
  await step('Build the services', () => services);
  signal.throwIfAborted();

  // Nobody balances load here, so a stop need not wait until probes have seen it.
  const logs = { LOG_LEVEL: 'warn', LOG_PRETTY: 'true' };
  const defaults = { ...logs, DRAIN_DELAY_MS: '0', WEBHOOK_ALLOWED_NETWORKS: '127.0.0.0/8,::1' };
  const urls = { DATABASE_URL: database.url, DATABASE_DIRECT_URL: database.directUrl };
  // No process that serves knows how to become the owner.
  const { DATABASE_OWNER_URL: _, DATABASE_OWNER_URL_FILE: __, ...given } = process.env;
  const env = { ...defaults, ...given, ...urls, ...webhookKey(folder), HOST: '127.0.0.1' };
  const [, { url: consoleUrl }, { url: api = `http://127.0.0.1:${port}` }] = await step(
    'Start worker, console and API',
    () =>
      Promise.all([
        startService({
          name: 'worker',
          waiting: 'the worker to finish the jobs in flight',
          env: { ...env, HEALTH_PORT: '0' },
          shutdown,
        }),
        startService({
          name: 'console',
          waiting: 'the console to answer the requests in flight',
          env: { ...env, ...operatorKey(folder), METRICS_PORT: '0', CONSOLE_PORT: String(consolePort) },
          // Its own address: CONSOLE_URL may be that of a proxy.
          healthOf: () => `http://127.0.0.1:${consolePort}`,
          shutdown,
        }),
        startService({
          name: 'api',
          waiting: 'the API to answer the requests in flight',
          env: {
            CONSOLE_URL: `http://127.0.0.1:${consolePort}`,
            ...env,
            ...(readUrl && { DATABASE_READ_URL: readUrl }),
            PORT: String(port),
          },
          shutdown,
        }),
      ]),
  );

  const slack = await startSlackBot(env, shutdown);

  await showFirstAdd(api, demo);
  process.on('exit', announceRunning(folder, { api, databaseUrl: database.url, directUrl: database.directUrl }));
  const queue = process.env.REDIS_URL
    ? 'BullMQ on Redis (REDIS_URL)'
    : 'BullMQ on the same Postgres (set REDIS_URL for Redis)';
  const took = seconds(performance.now() - began);
  showBanner({
    api,
    console: `${consoleUrl}/ops`,
    slack,
    demo,
    database: database.description,
    replica: readUrl && `serves lists, trees, searches and the audit, on port ${new URL(readUrl).port}`,
    queue,
    dataFolder: shown(folder),
    took,
  });
}

async function build(signal, ...filters) {
  const { code, output } = await runTurbo('build', signal, ...filters);
  if (code !== 0) throw new Problem(`The build failed.\n\n${output.trim()}`);
}
