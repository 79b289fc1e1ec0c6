import { type RunningApi, startApi } from '../../api.fixture.js';
import { PATCH_SCHEMA } from '../patch/patch-operations.js';
import { connectProvider, type Provider } from './scim-groups.fixture.js';

let api: RunningApi;
let okta: Provider;
beforeAll(async () => {
  api = await startApi({ worker: false });
  okta = await connectProvider(api);
});
afterAll(() => api.close());

it('what is answered 503 while no worker runs is not carried out later, when the opposite has been acknowledged', async () => {
  const [jane = '', john = ''] = await okta.people(2);
  const id = await okta.group('Interrupted', [jane]);
  const remove = { op: 'remove', path: `members[value eq "${jane}"]` };
  const body = { schemas: [PATCH_SCHEMA], Operations: [remove] };
  const refused = await okta.request('PATCH', `/Groups/${id}`, body, { prefer: 'wait=1' });
  expect(refused.status).toBe(503);
  const operation = `/operations/${refused.headers.get('operation-id')}`;
  expect((await api.request('GET', operation)).body).toMatchObject({ state: 'cancelled', channel: 'scim' });
  expect((await okta.patch(id, { op: 'add', path: 'members', value: [{ value: jane }] })).status).toBe(204);

  await api.startWorker();
  // The worker takes the jobs in their order: when this one is done, the earlier one has been taken.
  expect((await okta.patch(id, { op: 'add', path: 'members', value: [{ value: john }] })).status).toBe(204);
  expect(await okta.members(id)).toEqual([jane, john].sort());
  expect((await okta.patch(id, remove)).status).toBe(204);
  expect(await okta.members(id)).toEqual([john]);
});
