import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { collectLog } from '@roster/testing';
import type { FastifyInstance } from 'fastify';
import { ErrorFilter } from '../errors/error.filter.js';
import { createHttpServer } from './http-server.js';

let server: FastifyInstance;
let log: Record<string, unknown>[];
/** The paths of requests, in the order in which they were handled. */
let handled: string[];
let sockets: Socket[];
beforeEach(async () => {
  const order: string[] = [];
  handled = order;
  sockets = [];
  const collected = collectLog();
  log = collected.log;
  const errors = new ErrorFilter(collected.logger);
  const options = { traces: null, trustedProxies: ['127.0.0.1'] };
  server = createHttpServer(collected.logger, errors, options).getInstance<FastifyInstance>();
  server.setErrorHandler((error, request, reply) => errors.answer(error, request, reply));
  for (const path of ['/some', '/other', '/health/live'])
    server.get(path, () => {
      order.push(path);
      const until = performance.now() + 0.2;
      while (performance.now() < until);
      return 'done';
    });
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

/** Resolves when the connections are accepted, so that what is then asked at once arrives together. */
async function openAll(connections: number): Promise<[Socket, ...Socket[]]> {
  for (let number = 0; number < connections; number += 1) {
    const socket = open();
    await Promise.all([once(server.server, 'connection'), once(socket, 'connect')]);
  }
  return sockets as [Socket, ...Socket[]];
}

function ask(socket: Socket, path = '/some', address = '192.0.2.1', prefer = 'wait=10'): void {
  const headers = ['Host: localhost', `X-Forwarded-For: ${address}`, `Prefer: ${prefer}`];
  socket.write(`GET ${path} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`);
}

const listen = () => server.listen({ port: 0, host: '127.0.0.1' });

it('accepts connections while those that were accepted first keep asking', async () => {
  await listen();
  const connections = 300;
  const answered = new Set<Socket>();
  await new Promise<void>((enough) => {
    for (let number = 0; number < connections; number += 1) {
      const socket = open();
      socket.on('connect', () => ask(socket));
      socket.on('data', () => {
        answered.add(socket);
        if (handled.length < 8 * connections) ask(socket);
        else enough();
      });
    }
  });
  expect(answered.size).toBe(connections);
});

it('lets callers take turns, by their addresses', async () => {
  await listen();
  const [last, ...others] = await openAll(301);
  for (const socket of others) ask(socket);
  ask(last, '/other', '192.0.2.2');
  await once(last, 'data');
  expect(handled.indexOf('/other')).toBeLessThan(100);
});

it('gives an address no more turns when its requests are to be answered at once', async () => {
  await listen();
  const all = await openAll(400);
  const answers = all.map((socket) => once(socket, 'data'));
  for (const [number, socket] of all.entries())
    if (number < 300) ask(socket, '/some', `198.18.${number >> 8}.${number & 255}`);
    else ask(socket, '/other', '192.0.2.2', 'respond-async');
  await Promise.all(answers);
  expect(handled.slice(0, 100).filter((path) => path === '/other').length).toBeLessThan(5);
});

it.each([
  ['wait=10', 'respond-async'],
  ['respond-async', 'wait=10'],
])('alternates within an address between requests with %s and with %s', async (preference, other) => {
  await listen();
  const [last, ...others] = await openAll(301);
  const answers = others.map((socket) => once(socket, 'data'));
  for (const socket of others) ask(socket, '/some', '192.0.2.1', preference);
  ask(last, '/other', '192.0.2.1', other);
  await once(last, 'data');
  expect(handled.indexOf('/other')).toBeLessThan(100);
  await Promise.all(answers);
});

it('handles 16 requests in a turn, also when all are to be answered at once', async () => {
  await listen();
  const all = await openAll(320);
  const answers = all.map((socket) => once(socket, 'data'));
  let turns = 0;
  const countTurn = () => {
    if (handled.length > 0 && handled.length < all.length) turns += 1;
    counter = setImmediate(countTurn);
  };
  let counter = setImmediate(countTurn);
  for (const socket of all) ask(socket, '/some', '192.0.2.1', 'respond-async');
  await Promise.all(answers);
  clearImmediate(counter);
  expect(handled).toHaveLength(320);
  expect(turns).toBeLessThan(25);
});

it('handles a probe while other requests wait', async () => {
  await listen();
  const [last, ...others] = await openAll(301);
  for (const socket of others) ask(socket);
  ask(last, '/health/live');
  await once(last, 'data');
  expect(handled.indexOf('/health/live')).toBeLessThan(100);
});

it('does not serve a caller that has disconnected while it waited, and logs its request', async () => {
  const ended = new Promise<void>((resolve) => {
    server.addHook('onSend', ({ url }, _reply, _payload, done) => {
      if (url === '/other') resolve();
      done();
    });
  });
  await listen();
  const [last, ...others] = await openAll(301);
  server.server.on('request', ({ url }) => {
    if (url === '/other') last.destroy();
  });
  for (const socket of others) ask(socket);
  ask(last, '/other');
  await ended;
  expect(handled).not.toContain('/other');
  const lines = log.filter(({ route }) => route === '/other');
  expect(lines).toEqual([expect.objectContaining({ status: 499, msg: 'caller disconnected' })]);
});
