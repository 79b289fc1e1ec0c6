import { directoryJourney } from '../../../e2e/directory-journey.js';
import { type JourneyApi, startJourneyApi } from './journey.fixture.js';

let api: JourneyApi;
beforeAll(async () => {
  api = await startJourneyApi();
});
afterAll(() => api.close());

describe('the SDK, over every operation of the API:', () =>
  directoryJourney(() => ({ api: api.url, token: api.demo.token, provisioningToken: api.provisioningToken })));
