import { once } from 'node:events';
import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { explain, Problem } from '../setup/problem.mjs';
import { root } from '../setup/root.mjs';
import { bold, dim, green, red } from '../setup/steps.mjs';
import { demoToken } from '../start/data-folder.mjs';
import { findRunning } from '../start/running.mjs';

/** Resolves with the exit code. */
export async function main() {
  try {
    await listen();
    return 0;
  } catch (error) {
    console.error(`${red('This did not work.')} ${explain(error)}`);
    return 1;
  }
}

/** Resolves after Ctrl-C, when the endpoint is deleted. */
async function listen() {
  const { api, token } = findRoster();
  // Built by `npm start`.
  const { Roster, verifyWebhook } = await import('@roster/sdk');
  const roster = new Roster({ baseUrl: api, apiKey: token });
  const { id: organizationId } = (await roster.me.get()).organization;
  // For good: npm passes Ctrl-C on, so it may come twice.
  const interrupted = new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, resolve);
  });

  let secret = '';
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    try {
      show(await verifyWebhook({ body, headers: request.headers, secret }));
      response.writeHead(204).end();
    } catch (error) {
      console.log(`${red('Refused')}  ${error.message}`);
      response.writeHead(400).end(error.message);
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');

  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const url = `http://127.0.0.1:${port}/`;
  const endpoint = await roster.webhookEndpoints.create({
    organizationId,
    url,
    description: 'npm run webhooks:listen',
  });
  secret = endpoint.secret;
  console.log(`${green(bold('Listening'))} on ${url} as ${endpoint.id} of ${organizationId}.`);
  console.log('Add Jane with the line that npm start printed. Ctrl-C stops and deletes the endpoint.\n');
  await interrupted;
  await roster.webhookEndpoints.delete({ organizationId, webhookEndpointId: endpoint.id });
  server.close();
  server.closeAllConnections();
  console.log('\nThe endpoint is deleted.');
}

function show({ type, id, sequence, data }) {
  const { actor, channel, operationId, traceId, ...own } = data;
  console.log(`${green('Verified')}  ${bold(type)}  ${JSON.stringify(own)}  ${dim(`no. ${sequence}, ${id}`)}`);
}

/** The API that `npm start` runs, and its token. */
function findRoster() {
  const folder = resolve(root, process.env.ROSTER_DATA_DIR || '.roster');
  const running = findRunning(folder);
  const token = demoToken(folder).given;
  if (!running || !token) {
    throw new Problem(
      `Roster does not run on ${folder}. Start it in another terminal and wait until it says that it is ready: npm start`,
    );
  }
  return { api: running.api, token };
}
