// usage: node scripts/slack-try/stage.main.mjs <data folder>      (`npm run slack:try` starts it)
//
// The emulated Slack and the bot. Ends with SIGTERM, and as soon as `npm start` on the data folder does.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { explain, Problem } from '../setup/problem.mjs';
import { findRunning } from '../start/running.mjs';
import { startService } from '../start/service.mjs';
import { Shutdown } from '../start/shutdown.mjs';
import { identity } from '../start/start-lock.mjs';
import { bindWorkspace } from './bind-workspace.mjs';
import { DEMO_WORKSPACE } from './demo-workspace.mjs';
import { Play } from './play.mjs';
import { stageFile } from './stage-process.mjs';

const LOOK_EVERY_MS = 500;

const [folder] = process.argv.slice(2);
const shutdown = new Shutdown();
try {
  await begin();
  await shutdown.requested;
} catch (error) {
  console.error(explain(error));
  process.send?.({ type: 'failed', problem: explain(error) });
  process.exitCode = 1;
}
await shutdown.run();
process.exit();

async function begin() {
  const running = findRunning(folder);
  if (!running) throw new Problem('Roster does not run.');
  const { EmulatedSlack } = await import('@roster/slack-emulator');
  const slack = await EmulatedSlack.start({ workspaces: [DEMO_WORKSPACE] });
  shutdown.add({ title: 'Stop the emulated Slack', stop: () => slack.close() });

  const { url: bot } = await startService({
    name: 'slack-bot',
    waiting: 'the bot to answer what is in hand',
    env: botEnvironment(slack, running),
    shutdown,
  });
  slack.deliverTo(`${bot}/slack/events`);
  await bindWorkspace(bot, running.databaseUrl);

  const stage = await serve(new Play(slack));
  writeFileSync(stageFile(folder), JSON.stringify(stage), { mode: 0o600 });
  process.on('exit', () => rmSync(stageFile(folder), { force: true }));
  watch(running);
  process.send?.({ type: 'ready' });
}

function botEnvironment(slack, { databaseUrl, directUrl, redisUrl }) {
  const { REDIS_URL: _, ...env } = process.env;
  return {
    LOG_LEVEL: 'warn',
    ...env,
    DATABASE_URL: databaseUrl,
    DATABASE_DIRECT_URL: directUrl,
    ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
    HOST: '127.0.0.1',
    SLACK_PORT: '0',
    SLACK_API_URL: slack.apiUrl,
    SLACK_SIGNING_SECRET: slack.app.signingSecret,
    SLACK_BOT_TOKEN: slack.workspace().botToken,
  };
}

/** Only who can read the file with the secret may have something done. */
async function serve(play) {
  const secret = randomBytes(16).toString('hex');
  const server = createServer((request, response) => {
    const answer = (status, body) => response.writeHead(status).end(JSON.stringify(body));
    if (request.headers.authorization !== `Bearer ${secret}`) return answer(401, { problem: 'Not allowed.' });
    return readBody(request)
      .then((body) => play.perform(JSON.parse(body)))
      .then((shown) => answer(200, { shown }))
      .catch((error) => answer(200, { problem: explain(error) }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  shutdown.add({ title: 'Stop listening', stop: async () => void server.close() });
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}`, secret, pid: process.pid, process: identity(process.pid) };
}

async function readBody(request) {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  return body;
}

/** Without Roster there is nothing to try. */
function watch({ databaseUrl }) {
  setInterval(() => {
    if (findRunning(folder)?.databaseUrl !== databaseUrl) process.emit('SIGTERM');
  }, LOOK_EVERY_MS).unref();
}
