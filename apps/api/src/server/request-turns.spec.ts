import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { type FastifyInstance, fastify } from 'fastify';
import { handleInTurns } from './request-turns.js';

let server: FastifyInstance;
let handled: string[];
let sockets: Socket[];
beforeEach(async () => {
  const order: string[] = [];
  handled = order;
  sockets = [];
  server = fastify();
  handleInTurns(server);
  server.get<{ Params: { organization_id: string } }>('/:organization_id', ({ params }) => {
    order.push(params.organization_id);
    const until = performance.now() + 0.2;
    while (performance.now() < until);
    return 'done';
  });
  await server.listen({ port: 0, host: '127.0.0.1' });
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await server.close();
});

function open(): Socket {
  const socket = connect((server.server.address() as AddressInfo).port, '127.0.0.1');
  sockets.push(socket);
  return socket;
}

function ask(socket: Socket, organization: string): void {
  socket.write(`GET /${organization} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
}

it('accepts connections while those that were accepted first keep asking', async () => {
  const connections = 300;
  const answered = new Set<Socket>();
  await new Promise<void>((enough) => {
    for (let number = 0; number < connections; number += 1) {
      const socket = open();
      socket.on('connect', () => ask(socket, 'org_a'));
      socket.on('data', () => {
        answered.add(socket);
        if (handled.length < 8 * connections) ask(socket, 'org_a');
        else enough();
      });
    }
  });
  expect(answered.size).toBe(connections);
});

it('lets organizations take turns', async () => {
  for (let number = 0; number <= 40; number += 1) {
    const socket = open();
    await Promise.all([once(server.server, 'connection'), once(socket, 'connect')]);
  }
  const answers = sockets.map((socket) => once(socket, 'data'));
  for (const [number, socket] of sockets.entries()) ask(socket, number < 40 ? 'org_noisy' : 'org_quiet');
  await Promise.all(answers);
  expect(handled).toHaveLength(41);
  expect(handled.indexOf('org_quiet')).toBeLessThan(20);
});
