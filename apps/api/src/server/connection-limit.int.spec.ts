import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { createTelemetry } from '@roster/runtime';
import { limitConnections } from './connection-limit.js';

const ASK = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';
const sockets: Socket[] = [];
const lines: object[] = [];
let now = 0;
const { metrics } = createTelemetry('api');
const server = createServer((_, response) => response.end('ok'));
limitConnections(server, 2, {
  metrics,
  logger: { warn: (fields: object) => void lines.push(fields) } as never,
  now: () => now,
});
const accepted: Socket[] = [];
server.on('connection', (socket) => accepted.push(socket));
server.listen(0, '127.0.0.1');
await once(server, 'listening');
afterAll(() => {
  for (const socket of sockets) socket.destroy();
  server.close();
  return once(server, 'close');
});

function open(): Socket {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => {});
  sockets.push(socket);
  return socket;
}

async function answered(socket: Socket): Promise<string> {
  socket.write(ASK);
  const [data] = await once(socket, 'data');
  return String(data).slice(0, 15);
}

/** Opens one too many, and waits until the server has closed it. */
async function overflow(): Promise<void> {
  const socket = open();
  socket.resume();
  await once(socket, 'close');
}

it('closes connections beyond the limit, serves the others, counts all and logs one line a minute', async () => {
  const [first, second] = [open(), open()];
  expect([await answered(first), await answered(second)]).toEqual(['HTTP/1.1 200 OK', 'HTTP/1.1 200 OK']);
  for (let count = 0; count < 3; count += 1) await overflow();
  expect(await answered(first)).toBe('HTTP/1.1 200 OK');
  const text = await metrics.metrics();
  expect(text).toContain('roster_http_connections 2');
  expect(text).toContain('roster_http_connections_dropped_total 3');
  expect(lines).toEqual([{ max_connections: 2, dropped: 1 }]);

  now = 60_000;
  await overflow();
  expect(lines[1]).toEqual({ max_connections: 2, dropped: 3 });

  // A connection that ends makes room for another.
  const closed = once(accepted[1] as Socket, 'close');
  second.destroy();
  await closed;
  expect(await answered(open())).toBe('HTTP/1.1 200 OK');
});
