import { startApi } from './api.fixture.js';

it('a change that is under way when the API stops still gets its answer', async () => {
  const api = await startApi({ worker: false });
  const answer = api.request('POST', '/departments/dept_abc123/members', { json: { user_id: 'usr_def456' } });
  // The probe is answered after the change was taken: both came over the same event loop, in this order.
  await fetch(`${api.url}/health/live`);
  const closed = api.close();
  await api.startWorker();
  expect(await answer).toMatchObject({ status: 201, body: { user_id: 'usr_def456' } });
  await closed;
});
