import { pythonTests } from '@roster/testing';
import { type JourneyApi, startJourneyApi } from './journey.fixture.js';

let api: JourneyApi;
beforeAll(async () => {
  api = await startJourneyApi();
});
afterAll(() => api.close());

describe('the Python SDK on the running API:', () =>
  pythonTests(['tests.journey', 'tests.readme'], {
    env: () => ({ ROSTER_URL: api.url, ACCESS_TOKEN: api.demo.token, PROVISIONING_TOKEN: api.provisioningToken }),
  }));
