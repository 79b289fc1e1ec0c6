import { SlackInstallations } from '@roster/database';
import { directoryJourney } from '../../../e2e/directory-journey.js';
import { type RunningApi, startApi } from './api.fixture.js';

const PROVISIONING_TOKEN = 'the-provisioning-token-of-the-journey';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi({
    rateLimits: { perKey: 10_000, perOrganization: 0 },
    provisioningTokens: [PROVISIONING_TOKEN],
    slackPublicUrl: 'https://slack-bot.acme.example',
  });
  await connectWorkspace('T0DEMO');
});
afterAll(() => api.close());

describe('the SDK, over every operation of the API:', () =>
  directoryJourney(() => ({ api: api.url, token: api.demo.token, provisioningToken: PROVISIONING_TOKEN })));

/** What `npm run slack:try` does before the same journey in `e2e`. */
async function connectWorkspace(id: string): Promise<void> {
  const installations = new SlackInstallations(api.database);
  const { body } = await api.request('POST', '/slack-links');
  const link = await installations.checkLink(new URL(body.url).searchParams.get('link') ?? '');
  if (link === null) throw new Error('the link does not work');
  const of = { workspace_id: id, team_id: id, enterprise_id: null, name: 'Demo', bot_user_id: null, app_id: null };
  const tokens = { scopes: [], key_id: null, sealed_tokens: null, installed_by: null };
  await installations.install({ ...of, ...tokens }, link.hash, '0af7651916cd43dd8448eb211c80319c');
}
