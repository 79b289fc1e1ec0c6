import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { following } from './following-fetch.js';
import { Roster } from './index.js';
import { json, MEMBER } from './recorded.fixture.js';

const member = { organizationId: 'org_xyz789', departmentId: 'dept_abc123', userId: 'usr_def456' };

function moved(location: string, code = 'ORGANIZATION_MOVED', status = 308): Response {
  const error = { code, message: 'It has moved.', details: { location }, trace_id: 'a'.repeat(32) };
  return json({ success: false, error }, status, { location });
}

describe('an organization that has moved', () => {
  const received: { cell: string; method?: string; headers: IncomingMessage['headers']; body: string }[] = [];
  const urlOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const cell = (name: string, answer: (url: string) => Response) =>
    createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      const { method, headers, url = '' } = request;
      received.push({ cell: name, ...(method && { method }), headers, body });
      const { status, headers: fields, body: content } = answer(url);
      response.writeHead(status, { ...Object.fromEntries(fields), 'consistency-token': `of ${name}` });
      response.end(await new Response(content).text());
    });
  const eu2 = cell('eu2', (url) => (url.endsWith('/members') ? json(MEMBER, 201) : json({ data: [] })));
  const eu1 = cell('eu1', (url) => moved(urlOf(eu2) + url));

  beforeAll(async () => {
    for (const server of [eu1, eu2]) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    for (const server of [eu1, eu2]) server.close();
  });

  it('is followed with method, body, token and key, and each cell is sent its own Consistency-Token', async () => {
    const roster = new Roster({ apiKey: 'secret', baseUrl: urlOf(eu1) });
    expect(await roster.departments.addMember(member, { idempotencyKey: 'mine' })).toMatchObject({
      fullName: 'Jane Smith',
    });
    await roster.raw.GET('/v1/organizations/{organization_id}/departments', {
      params: { path: { organization_id: 'org_xyz789' } },
    });
    expect(received.map((request) => [request.cell, request.method, request.body])).toEqual([
      ['eu1', 'POST', '{"user_id":"usr_def456"}'],
      ['eu2', 'POST', '{"user_id":"usr_def456"}'],
      ['eu1', 'GET', ''],
      ['eu2', 'GET', ''],
    ]);
    expect(received[1]?.headers).toMatchObject({ authorization: 'Bearer secret', 'idempotency-key': 'mine' });
    const tokens = received.map(({ headers }) => headers['consistency-token']);
    expect(tokens).toEqual([undefined, undefined, 'of eu1', 'of eu2']);
  });
});

/** What is sent where when these are the answers. */
async function sentTo(first: string, ...answers: Response[]) {
  const urls: string[] = [];
  const given: (string | null)[] = [];
  const send = following(async (request) => {
    urls.push(request.url);
    given.push(request.headers.get('consistency-token'));
    return answers.shift() ?? json({});
  });
  const response = await send(
    new Request(first, { method: 'POST', body: '{}', headers: { 'consistency-token': 'x' } }),
  );
  return { urls, given, status: response.status };
}

const HERE = 'https://eu1.roster.example/v1/me';

it('one that has moved on is followed through three cells, and no further', async () => {
  const cells = [1, 2, 3, 4].map((number) => `https://eu${number + 1}.roster.example/v1/me`);
  expect(await sentTo(HERE, ...cells.map((url) => moved(url)))).toEqual({
    urls: [HERE, ...cells.slice(0, 3)],
    given: ['x', null, null, null],
    status: 308,
  });
});

it.each([
  ['from https to http', HERE, moved('http://eu2.roster.example/v1/me')],
  ['to anything else', HERE, moved('ftp://eu2.roster.example/v1/me')],
  ['without an address', HERE, moved('')],
  ['of something in between', HERE, new Response('', { status: 308, headers: { location: 'https://login.example/' } })],
  ['with another code', HERE, moved('https://eu2.roster.example/', 'ORGANIZATION_NOT_FOUND')],
  ['with another status', HERE, moved('https://eu2.roster.example/', 'ORGANIZATION_MOVED', 307)],
])('a redirect %s is not followed with the token', async (_, url, answer) => {
  expect(await sentTo(url, answer)).toMatchObject({ urls: [url], status: answer.status });
});

it('over http the new address may be http, too, or https', async () => {
  const [from, over, to] = ['http://eu1.example/v1/me', 'http://eu2.example/v1/me', 'https://eu3.example/v1/me'];
  expect(await sentTo(from, moved(over), moved(to))).toMatchObject({ urls: [from, over, to], status: 200 });
});
