import { type RunningApi, send, startApi } from '../../api.fixture.js';

let api: RunningApi;
let connection: { id: string; token: string; base_url: string };
beforeAll(async () => {
  api = await startApi({ worker: false });
  connection = (await api.request('POST', '/scim-connections', { json: { name: 'Okta' } })).body;
});
afterAll(() => api.close());

const CONFIG = '/ServiceProviderConfig';
const scim = (method: string, path: string, token = connection.token, options = {}) =>
  send(`${connection.base_url}${path}`, method, token, options);

it('a connection opens it, with the media type of SCIM', async () => {
  const answer = await scim('GET', CONFIG);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('application/scim+json; charset=utf-8');
  expect(answer.body.meta).toEqual({
    resourceType: 'ServiceProviderConfig',
    location: `${connection.base_url}${CONFIG}`,
  });
});

it('no API key opens it, and the token of a connection opens nothing else', async () => {
  for (const token of [api.demo.token, 'unknown']) {
    expect(await scim('GET', CONFIG, token)).toMatchObject({
      status: 401,
      body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '401', detail: expect.any(String) },
    });
  }
  const me = await send(`${api.url}/v1/me`, 'GET', connection.token);
  expect(me).toMatchObject({ status: 401, body: { error: { code: 'UNAUTHENTICATED' } } });
});

it.each([
  ['GET', '/Nothing', 404],
  ['PURGE', CONFIG, 405],
])('%s %s is answered %i in the form of SCIM', async (method, path, status) => {
  const answer = await scim(method, path);
  expect(answer.headers.get('content-type')).toBe('application/scim+json; charset=utf-8');
  expect(answer.body).toEqual({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: String(status),
    detail: expect.any(String),
  });
});

it('after a rotation both tokens work until the time of the old one is over; after a deletion neither does', async () => {
  const { id, token } = (await api.request('POST', '/scim-connections', { json: { name: 'Entra' } })).body;
  const rotated = await api.request('POST', `/scim-connections/${id}/rotate`, { json: { overlap_seconds: 3_600 } });
  for (const working of [token, rotated.body.token]) expect((await scim('GET', CONFIG, working)).status).toBe(200);
  const replaced = await api.request('POST', `/scim-connections/${id}/rotate`, { json: { overlap_seconds: 0 } });
  await api.request('DELETE', `/scim-connections/${id}`);
  // A token that no request has brought yet: others are known for some seconds longer.
  expect((await scim('GET', CONFIG, replaced.body.token)).status).toBe(401);
});

it('the connection shows when and from where it was used last', async () => {
  await scim('GET', CONFIG);
  await api.storeTokenUses();
  expect((await api.request('GET', `/scim-connections/${connection.id}`)).body).toMatchObject({
    last_used_at: expect.any(String),
    last_used_address: '127.0.0.1',
  });
});
