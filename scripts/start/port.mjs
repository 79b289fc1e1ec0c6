import { once } from 'node:events';
import { createServer } from 'node:net';
import { Problem } from '../setup/problem.mjs';

/** The port for the API, known to be free now: so the first sign of a clash comes before the long steps. */
export async function choosePort() {
  const text = process.env.PORT || '3000';
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new Problem(`PORT is "${text}"; it must be a whole number up to 65535, for example PORT=3001 npm start.`);
  if (port === 0) return freePort();
  const code = await tryPort(port);
  if (code === 'EADDRINUSE')
    throw new Problem(
      `Port ${port} is taken by another program: choose another one, for example PORT=${await nextFree(port)} npm start.`,
    );
  if (code === 'EACCES')
    throw new Problem(
      `Port ${port} may not be used by an ordinary user: choose one above 1023, for example PORT=3001 npm start.`,
    );
  if (code)
    throw new Problem(`Port ${port} cannot be used (${code}): choose another one, for example PORT=3001 npm start.`);
  return port;
}

/** The port for the console: a taken one matters only when it was asked for, else the next free one will do. */
export async function chooseConsolePort(apiPort) {
  const text = process.env.CONSOLE_PORT;
  const wanted = Number(text || 3002);
  if (text && (!/^\d+$/.test(text) || wanted > 65_535))
    throw new Problem(`CONSOLE_PORT is "${text}"; it must be a whole number up to 65535.`);
  const isFree = wanted !== apiPort && !(await tryPort(wanted));
  if (wanted === 0) return freePort();
  if (isFree) return wanted;
  if (text) throw new Problem(`Port ${wanted} is taken: choose another one, for example CONSOLE_PORT=0 npm start.`);
  return freePort();
}

/** One that the system chooses now, so that a process keeps its address when it is started again. */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return port;
}

async function nextFree(port) {
  for (let next = port + 1; next < 65_535; next++) if (!(await tryPort(next))) return next;
  return 3001;
}

/** The error code, or nothing when the port is free. */
function tryPort(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => resolve(error.code));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(undefined)));
  });
}
