import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type RunningApi, startApi } from '../api.fixture.js';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi({ worker: false, rateLimits: { perKey: 40, perOrganization: 0 } });
});
afterAll(() => api.close());

const KEYS = '/v1/organizations/org_xyz789/api-keys';
const BODY = JSON.stringify({ name: 'ci', scopes: ['members:read'] });
const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n';
const TEN_MB = 10_000_000;
const CHUNKS = `${TEN_MB.toString(16)}\r\n${'x'.repeat(TEN_MB)}\r\n0\r\n\r\n`;

interface Head {
  readonly method?: string;
  readonly path?: string;
  readonly token?: string | null;
  readonly expect?: string;
  readonly length?: number | 'chunked';
}

function head({ method = 'POST', path = KEYS, token = api.demo.token, ...rest }: Head = {}): string {
  const { expect: expected = '100-continue', length = BODY.length } = rest;
  const lines = [
    `${method} ${path} HTTP/1.1`,
    'Host: x',
    `Expect: ${expected}`,
    'Content-Type: application/json',
    length === 'chunked' ? 'Transfer-Encoding: chunked' : `Content-Length: ${length}`,
    ...(token === null ? [] : [`Authorization: Bearer ${token}`]),
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

/** A connection, and everything that was received on it. */
class Connection {
  received = '';
  private readonly socket: Socket;
  private readonly closing: Promise<unknown>;

  constructor() {
    this.socket = connect(Number(new URL(api.url).port), '127.0.0.1');
    // Without `once`, which would fail for an error: a reset is what must not happen, and the answer shows it.
    this.closing = new Promise((resolve) => this.socket.on('close', resolve).on('error', resolve));
    this.socket.on('data', (chunk) => {
      this.received += chunk;
    });
  }

  send(bytes: string): void {
    this.socket.write(bytes);
  }

  async until(pattern: RegExp): Promise<void> {
    while (!pattern.test(this.received)) await once(this.socket, 'data');
  }

  async closed(): Promise<string> {
    await this.closing;
    return this.received;
  }

  end(): Promise<string> {
    this.socket.end();
    return this.closed();
  }
}

const count = async () => (await api.database.query('SELECT count(*)::int AS keys FROM api_keys'))[0].keys;

it('a body is asked for once its head has been admitted, and the connection is kept', async () => {
  const connection = new Connection();
  for (const sent of [BODY, BODY]) {
    connection.received = '';
    connection.send(head());
    await connection.until(/\r\n\r\n/);
    expect(connection.received).toBe(CONTINUE);
    connection.send(sent);
    await connection.until(/"token":"[^"]+"\}$/);
    expect(connection.received).toContain('HTTP/1.1 201 Created');
  }
  await connection.end();
});

it('the request counts once in the rate limits', async () => {
  const token = await api.tokenFor(['keys:write', 'members:read']);
  const connection = new Connection();
  connection.send(head({ token }));
  await connection.until(/Continue\r\n\r\n/);
  connection.send(BODY);
  await connection.until(/\r\nratelimit: /);
  expect(connection.received).toMatch(/\r\nratelimit: "key";r=39;/);
  await connection.end();
});

it.each<[string, () => Head | Promise<Head>, number, string]>([
  ['no token', () => ({ token: null }), 401, 'UNAUTHENTICATED'],
  ['an unknown token', () => ({ token: 'nobody' }), 401, 'UNAUTHENTICATED'],
  [
    'a token without the scope',
    async () => ({ token: await api.tokenFor(['members:read']) }),
    403,
    'PERMISSION_DENIED',
  ],
  ['a foreign organization', () => ({ path: '/v1/organizations/org_other/api-keys' }), 404, 'ORGANIZATION_NOT_FOUND'],
  ['a provisioning route', () => ({ path: '/v1/organizations' }), 403, 'PERMISSION_DENIED'],
  ['a path that does not exist', () => ({ path: '/nothing' }), 404, 'ROUTE_NOT_FOUND'],
  ['a method that the path does not have', () => ({ method: 'PUT' }), 405, 'METHOD_NOT_ALLOWED'],
  ['too long a body', () => ({ length: TEN_MB }), 413, 'PAYLOAD_TOO_LARGE'],
  ['another expectation', () => ({ expect: '200-ok' }), 417, 'EXPECTATION_FAILED'],
  ['another expectation, too', () => ({ expect: '100-continue, 200-ok' }), 417, 'EXPECTATION_FAILED'],
])('with %s no body is asked for, and the connection ends', async (_, change, status, code) => {
  const connection = new Connection();
  connection.send(head(await change()));
  const received = await connection.closed();
  expect(received).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(received).toMatch(/\r\nconnection: close\r\n/i);
  expect(received).toContain(`"code":"${code}"`);
});

it('beyond the rate limit no body is asked for', async () => {
  const token = await api.tokenFor(['members:read']);
  for (let request = 0; request < 40; request += 1) {
    await fetch(`${api.url}/v1/me`, { headers: { authorization: `Bearer ${token}` } });
  }
  const connection = new Connection();
  connection.send(head({ token }));
  expect(await connection.closed()).toMatch(/^HTTP\/1.1 429 [\s\S]*"code":"RATE_LIMITED"/);
});

it.each<[string, () => Head, string, RegExp]>([
  ['in chunks, without a token', () => ({ token: null, length: 'chunked' }), CHUNKS, /^HTTP\/1.1 401 /],
  ['that is too long', () => ({ length: TEN_MB }), 'x'.repeat(TEN_MB), /^HTTP\/1.1 413 /],
  [
    'in chunks that become too long',
    () => ({ length: 'chunked' }),
    CHUNKS,
    /^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 413 /,
  ],
])(
  'a caller who sends 10 MB %s and does not wait gets the answer, and nothing after it is carried out',
  async (_, change, body, answer) => {
    const before = await count();
    const connection = new Connection();
    const follows = head().replace('Expect: 100-continue\r\n', '') + BODY;
    connection.send(head(change()) + body + follows);
    const received = await connection.closed();
    expect(received).toMatch(answer);
    expect(received).toMatch(/"timestamp":"[^"]+"\}\}$/);
    expect(received.match(/HTTP\/1.1 [2-5]\d\d/g)).toHaveLength(1);
    expect(await count()).toBe(before);
  },
);

it('requests in one go are answered in order, with the 100 in its place', async () => {
  const me = `GET /v1/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${api.demo.token}\r\n\r\n`;
  const connection = new Connection();
  connection.send(me + head() + BODY + me + head({ token: null }));
  const received = await connection.closed();
  expect(received.match(/HTTP\/1.1 \d\d\d/g)).toEqual([200, 100, 201, 200, 401].map((status) => `HTTP/1.1 ${status}`));
});

it('a request without a body is answered, and no body is asked for', async () => {
  const connection = new Connection();
  connection.send(head({ method: 'GET', path: '/v1/me', length: 0 }));
  await connection.until(/^HTTP\/1.1 200 OK[\s\S]*\}$/);
  expect(await connection.closed()).not.toContain('Continue');
});

it('HTTP/1.0 knows no expectations', async () => {
  const connection = new Connection();
  connection.send(head().replace('HTTP/1.1', 'HTTP/1.0') + BODY);
  expect(await connection.closed()).toMatch(/^HTTP\/1.1 201 /);
});
