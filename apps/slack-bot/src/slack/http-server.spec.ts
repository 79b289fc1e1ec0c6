import { once } from 'node:events';
import { Agent, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { SlackInstallations } from '@roster/database';
import { createLogger, HealthMonitor } from '@roster/runtime';
import { startBotServer } from './http-server.js';
import { INSTALL_PATH, InstallRoutes, REDIRECT_PATH } from './install-routes.js';
import { EVENTS_PATH } from './slack-app.js';

const logger = createLogger({ name: 'test', level: 'silent' });

test('a connection that is kept busy does not hold up the end of the server', async () => {
  const taken: ServerResponse[] = [];
  const server = await startBotServer({
    port: 0,
    host: '127.0.0.1',
    monitor: new HealthMonitor([], logger),
    installs: {} as InstallRoutes,
    slack: (_, response) => void taken.push(response),
    logger,
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const post = () => {
    const sent = request(server.url + EVENTS_PATH, { method: 'POST', agent });
    sent.end();
    return once(sent, 'response') as Promise<[IncomingMessage]>;
  };
  const [first, second] = [post(), post().catch((error: Error) => error)];
  while (taken.length === 0) await new Promise(setImmediate);
  const closed = server.close();
  taken[0]?.end('taken');
  const [answer] = await first;
  answer.resume();
  await closed;
  expect(answer.headers.connection).toBe('close');
  // What was not sent yet finds another bot, as nobody listens here any more.
  expect(await second).toMatchObject({ code: 'ECONNREFUSED' });
  agent.destroy();
});

describe('of a bot with one workspace', () => {
  const installations = {} as SlackInstallations;
  const start = () =>
    startBotServer({
      port: 0,
      host: '127.0.0.1',
      monitor: new HealthMonitor([], logger),
      installs: new InstallRoutes({ installations, installer: null, single: null, publicUrl: undefined, logger }),
      slack: undefined,
      logger,
    });

  test('the address to which Slack sends a browser back answers, too', async () => {
    const server = await start();
    const answer = await fetch(server.url + REDIRECT_PATH, { signal: AbortSignal.timeout(2_000) }).catch(String);
    await server.close();
    expect(answer).toMatchObject({ status: 404 });
  });

  test('a body that is no form has no link in it', async () => {
    const server = await start();
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(server.url + INSTALL_PATH, { method: 'POST', headers, body: '[1]' });
    await server.close();
    expect(answer.status).toBe(410);
  });
});
