import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { type FastifyInstance, type FastifyRequest, fastify } from 'fastify';
import { onRequestEnd } from './request-end.js';

let server: FastifyInstance;
let caller: Socket;
/** For each of two listeners, the paths and statuses that it was told. */
let ends: [path: string, status: number][][];
beforeEach(() => {
  server = fastify();
  ends = [[], []];
  for (const each of ends) onRequestEnd(server, ({ url }, { statusCode }) => each.push([url, statusCode]));
});
afterEach(async () => {
  caller.destroy();
  await server.close();
});

async function ask(...paths: readonly string[]): Promise<void> {
  await server.listen({ port: 0, host: '127.0.0.1' });
  caller = connect((server.server.address() as AddressInfo).port, '127.0.0.1');
  caller.write(paths.map((path) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`).join(''));
}

async function disconnect({ raw }: FastifyRequest): Promise<void> {
  const closed = once(raw.socket, 'close');
  caller.destroy();
  await closed;
}

/** What the listeners were told, once each of them was told so many ends, and everything else has happened. */
async function told(count: number): Promise<unknown> {
  while (ends.some((each) => each.length < count)) await new Promise(setImmediate);
  for (let turn = 0; turn < 10; turn += 1) await new Promise(setImmediate);
  return ends;
}

const twice = (...each: [string, number][]) => [each, each];

it('is told once of each answer', async () => {
  server.get('/first', () => 'answer');
  server.get('/second', (_request, reply) => reply.code(201).send('answer'));
  await ask('/first', '/second');
  expect(await told(2)).toEqual(twice(['/first', 200], ['/second', 201]));
});

it('is told 499 when the caller has disconnected before the answer', async () => {
  server.get('/some', async (request) => {
    await disconnect(request);
    return 'answer';
  });
  await ask('/some');
  expect(await told(1)).toEqual(twice(['/some', 499]));
});

it('is told 499 when the caller disconnects while an answer is prepared for sending', async () => {
  server.addHook('onSend', async (request: FastifyRequest) => disconnect(request));
  server.get('/some', () => 'answer');
  await ask('/some');
  expect(await told(1)).toEqual(twice(['/some', 499]));
});

it('is told once when an answer fails while it is prepared for sending, and another follows', async () => {
  let failed = false;
  server.addHook('onSend', async () => {
    if (failed) return;
    failed = true;
    throw new Error('cannot be sent');
  });
  server.get('/some', async (request) => {
    await disconnect(request);
    return 'answer';
  });
  await ask('/some');
  expect(await told(1)).toEqual(twice(['/some', 499]));
});

it('is told the status of an answer that had begun when the caller disconnected', async () => {
  server.get('/some', (_request, reply) => reply.send(Readable.from(endless())));
  await ask('/some');
  await once(caller, 'data');
  caller.destroy();
  expect(await told(1)).toEqual(twice(['/some', 200]));
});

async function* endless(): AsyncGenerator<string> {
  for (;;) {
    yield 'part';
    await new Promise(setImmediate);
  }
}

it('is told of an answer whose connection was closed before its turn', async () => {
  let disconnected: Promise<void> | undefined;
  const path = async (request: FastifyRequest) => {
    disconnected ??= disconnect(request);
    await disconnected;
    return 'answer';
  };
  server.get('/first', path);
  server.get('/second', path);
  await ask('/first', '/second');
  expect(await told(2)).toEqual(twice(['/first', 499], ['/second', 499]));
});
