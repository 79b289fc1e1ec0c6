import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { makeTestCertificate, type TestCertificate } from '@roster/local-stack';
import { Webhook } from 'standardwebhooks';
import { AddressGuard } from './address-guard.js';
import { newWebhookSecret } from './signature.js';
import { WebhookSender } from './webhook-sender.js';

/** Only what never ends waits for so long; a slow machine needs less for the rest. */
const LIMIT_MS = 10_000;

/** For what waits for the limit, in milliseconds. */
const SHORT_LIMIT_MS = 400;
const secret = newWebhookSecret();
const webhook = { id: 'evt_1', body: '{"name":"Zoë"}', secrets: [secret] };
const names: Record<string, string[]> = { 'hook.test': ['127.0.0.1'] };
const guard = new AddressGuard(
  ['127.0.0.1'],
  async (host) => names[host] ?? Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' })),
);
const sender = new WebhookSender(guard, { limitMs: LIMIT_MS });
const impatient = new WebhookSender(guard, { limitMs: SHORT_LIMIT_MS });

const open: Server[] = [];
const sockets = new Set<Socket>();
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await Promise.all(open.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

async function listen(server: Server): Promise<number> {
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
  });
  open.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** A receiver over HTTP; its URL. */
async function receiver(listener: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listen(createServer(listener))}/hook?x=1`;
}

/** A receiver that writes what it likes to the connection. */
async function rawReceiver(act: (socket: Socket) => void): Promise<string> {
  return `http://127.0.0.1:${await listen(createTcpServer((socket) => socket.once('data', () => act(socket))))}/`;
}

const answering = (status: number, headers = {}, body = '') =>
  receiver((_, response) => void response.writeHead(status, headers).end(body));
const send = async (url: string, signal?: AbortSignal) => sender.send({ ...webhook, url }, signal);

async function bodyOf(request: IncomingMessage): Promise<string> {
  return Buffer.concat(await request.toArray()).toString();
}

describe('an attempt', () => {
  it('is a signed POST of the event, and its answer is kept', async () => {
    let got: { request: IncomingMessage; body: string } | undefined;
    const url = await receiver(async (request, response) => {
      got = { request, body: await bodyOf(request) };
      response.writeHead(202).end('thanks');
    });
    const attempt = await send(url);
    expect(attempt).toEqual({
      startedAt: expect.any(Date),
      durationMs: expect.any(Number),
      status: 202,
      error: null,
      answer: 'thanks',
      retryAfterMs: null,
    });
    const { method, headers, url: path } = got?.request ?? {};
    expect([method, path, got?.body]).toEqual(['POST', '/hook?x=1', webhook.body]);
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'user-agent': 'Roster-Webhooks/1',
      'webhook-id': 'evt_1',
    });
    expect(new Webhook(secret).verify(webhook.body, headers as Record<string, string>)).toEqual({ name: 'Zoë' });
  });

  it('does not follow a redirect', async () => {
    let followed = false;
    const elsewhere = await receiver((_, response) => {
      followed = true;
      response.end();
    });
    expect(await send(await answering(307, { location: elsewhere }))).toMatchObject({ status: 307, error: null });
    expect(followed).toBe(false);
  });

  it.each([
    [429, '7', 7_000],
    [503, 'Fri, 01 Jan 2100 00:00:00 GMT', expect.any(Number)],
    [503, 'later', null],
  ])('reads the Retry-After of a %i: %s', async (status, header, retryAfterMs) => {
    expect(await send(await answering(status, { 'retry-after': header }))).toMatchObject({ status, retryAfterMs });
  });

  it('keeps the first kilobyte of an answer, as text that Postgres can store', async () => {
    expect((await send(await answering(200, {}, `\0${'é'.repeat(2_000)}`))).answer).toBe(`\uFFFD${'é'.repeat(511)}`);
  });

  it('does not read an endless answer', async () => {
    let written = 0;
    const url = await receiver((_, response) => {
      const piece = 'x'.repeat(16_384);
      const more = (): void => {
        if (response.destroyed) return;
        written += piece.length;
        response.write(piece, () => setImmediate(more));
      };
      more();
    });
    const { status, answer, durationMs } = await send(url);
    expect([status, answer]).toEqual([200, 'x'.repeat(1_024)]);
    expect(durationMs).toBeLessThan(LIMIT_MS);
    expect(written).toBeLessThan(16 * 1_024 * 1_024);
  });
});

describe('a receiver that misbehaves', () => {
  const head = 'HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n';
  const cases: [string, (socket: Socket) => void, object][] = [
    [
      'cuts the connection',
      (socket) => socket.destroy(),
      { status: null, error: 'The connection was closed before an answer came.' },
    ],
    [
      'resets the connection',
      (socket) => socket.resetAndDestroy(),
      { status: null, error: 'The connection was closed before an answer came.' },
    ],
    [
      'does not speak HTTP',
      (socket) => socket.end('220 ready\r\n'),
      { status: null, error: 'The answer is not HTTP.' },
    ],
    [
      'sends endless headers',
      (socket) => socket.write(`HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(20_000)}`),
      { status: null, error: 'The headers of the answer are too long.' },
    ],
    [
      'switches protocols',
      (socket) => socket.write('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
      { status: null, error: 'The connection was closed before an answer came.' },
    ],
    ['answers and cuts the body', (socket) => socket.end(`${head}abc`), { status: 200, error: null, answer: 'abc' }],
  ];
  it.each(cases)('%s: the attempt ends before its limit and says so', async (_, act, expected) => {
    const attempt = await send(await rawReceiver(act));
    expect(attempt).toMatchObject(expected);
    expect(attempt.durationMs).toBeLessThan(LIMIT_MS);
  });

  const noAnswer = { status: null, error: 'There was no answer within 0.4 s.' };
  const drip = (socket: Socket): void => {
    const timer = setInterval(() => socket.write('x: y\r\n'), 20);
    socket.on('close', () => clearInterval(timer));
  };
  const endless: [string, (socket: Socket) => void, object][] = [
    ['hangs', () => undefined, noAnswer],
    ['sends only early hints', (socket) => socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(20)), noAnswer],
    [
      'drips its headers',
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\n');
        drip(socket);
      },
      noAnswer,
    ],
    [
      'answers and never ends the body',
      (socket) => socket.write(`${head}abc`),
      { status: 200, error: null, answer: 'abc' },
    ],
  ];
  it.each(endless)('%s: the attempt ends at its limit', async (_, act, expected) => {
    const attempt = await impatient.send({ ...webhook, url: await rawReceiver(act) });
    expect(attempt).toMatchObject(expected);
    expect(attempt.durationMs).toBeLessThan(5 * SHORT_LIMIT_MS);
  });

  it('is not there', async () => {
    const server = createTcpServer();
    const port = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    expect(await send(`http://127.0.0.1:${port}/`)).toMatchObject({
      status: null,
      error: 'The connection was refused.',
    });
    expect(await send('https://unknown.test/')).toMatchObject({ error: 'The host name does not exist.' });
  });
});

describe('the address', () => {
  it('is the one that was checked, even when the name leads elsewhere a moment later', async () => {
    const hosts: (string | undefined)[] = [];
    const port = await listen(
      createServer((request, response) => {
        hosts.push(request.headers.host);
        response.end();
      }),
    );
    const answers = [['127.0.0.1'], ['10.0.0.1']];
    let asked = 0;
    const rebinding = new WebhookSender(new AddressGuard(['127.0.0.1'], async () => answers[asked++] ?? []), {
      limitMs: LIMIT_MS,
    });
    const url = `http://rebind.test:${port}/`;
    expect(await rebinding.send({ ...webhook, url })).toMatchObject({ status: 200 });
    expect([hosts, asked]).toEqual([[`rebind.test:${port}`], 1]);
    expect(await rebinding.send({ ...webhook, url })).toMatchObject({
      status: null,
      error: 'The URL must begin with https://.',
    });
    expect(hosts).toHaveLength(1);
  });

  it('is never connected to when it is refused', async () => {
    let connections = 0;
    const server = createTcpServer(() => {
      connections += 1;
    });
    const port = await listen(server);
    const strict = new WebhookSender(new AddressGuard([], async () => ['127.0.0.1']), { limitMs: LIMIT_MS });
    for (const host of ['127.0.0.1', '0x7f.1', '[::ffff:127.0.0.1]', 'hook.test'])
      expect((await strict.send({ ...webhook, url: `https://${host}:${port}/` })).error).toMatch(
        /not on the public internet/,
      );
    connect(port, '127.0.0.1').end();
    await once(server, 'connection');
    expect(connections).toBe(1);
  });
});

describe('TLS', () => {
  let certificate: TestCertificate;
  let port: number;
  const asked: string[] = [];
  beforeAll(async () => {
    certificate = await makeTestCertificate();
  });
  afterAll(() => certificate.remove());
  beforeEach(async () => {
    asked.length = 0;
    const [cert, key] = [readFileSync(certificate.certFile), readFileSync(certificate.keyFile)];
    const SNICallback = (name: string, done: (error: null) => void) => {
      asked.push(name);
      done(null);
    };
    port = await listen(createTlsServer({ cert, key, SNICallback }, (_, response) => void response.end()));
  });

  it('asks for the certificate of the name, not of the address', async () => {
    const trusting = new WebhookSender(new AddressGuard(['127.0.0.1'], async () => ['127.0.0.1']), {
      limitMs: LIMIT_MS,
      ca: certificate.ca,
    });
    const url = (host: string) => `https://${host}:${port}/`;
    expect(await trusting.send({ ...webhook, url: url('localhost') })).toMatchObject({ status: 200, error: null });
    expect(await trusting.send({ ...webhook, url: url('hook.test') })).toMatchObject({
      status: null,
      error: 'The certificate is for another host name.',
    });
    expect(asked).toEqual(['localhost', 'hook.test']);
  });

  it('refuses a certificate that nobody known has signed', async () => {
    const error = 'The certificate is signed by itself.';
    expect(await send(`https://hook.test:${port}/`)).toMatchObject({ status: null, error });
  });

  it('says when the server speaks HTTP only', async () => {
    const url = (await answering(200)).replace('http:', 'https:');
    expect((await send(url)).error).toBe('The TLS handshake failed: is this a server of HTTPS?');
  });
});

it('ends without a result when it is told to', async () => {
  const arrived = new AbortController();
  const stopping = new AbortController();
  const attempt = send(await rawReceiver(() => arrived.abort()), stopping.signal);
  await once(arrived.signal, 'abort');
  stopping.abort(new Error('the worker stops'));
  await expect(attempt).rejects.toThrow('the worker stops');
  await expect(send('http://127.0.0.1:9/', stopping.signal)).rejects.toThrow('the worker stops');
});
