import { type RunningApi, startApi } from '../../api.fixture.js';
import { connectProvider, type Provider } from '../groups/scim-groups.fixture.js';

let api: RunningApi;
let provider: Provider;
beforeAll(async () => {
  api = await startApi({ worker: false });
  provider = await connectProvider(api);
});
afterAll(() => api.close());

it.each(['/ResourceTypes', '/Schemas'])('%s lists what each of its addresses tells', async (path) => {
  const { body } = await provider.request('GET', path);
  expect(body).toMatchObject({ totalResults: body.Resources.length, startIndex: 1 });
  for (const resource of body.Resources) {
    const [, location = ''] = resource.meta.location.split('/scim/v2');
    expect((await provider.request('GET', location)).body).toEqual(resource);
  }
  expect(await provider.request('GET', `${path}?filter=${encodeURIComponent('id pr')}`)).toMatchObject({ status: 403 });
  expect(await provider.request('GET', `${path}/nothing`)).toMatchObject({ status: 404, body: { status: '404' } });
});

it('every resource type has an endpoint, and its schemas are described', async () => {
  const types = (await provider.request('GET', '/ResourceTypes')).body.Resources;
  const schemas = (await provider.request('GET', '/Schemas')).body.Resources.map(({ id }: { id: string }) => id);
  for (const { endpoint, schema, schemaExtensions } of types) {
    expect((await provider.request('GET', endpoint)).status).toBe(200);
    const named = [schema, ...schemaExtensions.map((extension: { schema: string }) => extension.schema)];
    expect(schemas).toEqual(expect.arrayContaining(named));
  }
});

it('what is said to be supported is', async () => {
  const config = (await provider.request('GET', '/ServiceProviderConfig')).body;
  expect(config).toMatchObject({ patch: { supported: true }, filter: { supported: true }, etag: { supported: true } });
  const group = await provider.group('Described');
  expect((await provider.patch(group, { op: 'add', path: 'externalId', value: 'x' })).status).toBe(204);
  const { version } = (await provider.request('GET', `/Groups/${group}`)).body.meta;
  const again = await provider.request('GET', `/Groups/${group}`, undefined, { 'if-none-match': version });
  expect(again.status).toBe(304);
  const page = await provider.request('GET', '/Groups?sortBy=displayName&sortOrder=descending&cursor=&count=1');
  expect(page.body).toMatchObject({ itemsPerPage: 1 });
  expect(config.pagination.maxPageSize).toBe(config.filter.maxResults);
});
