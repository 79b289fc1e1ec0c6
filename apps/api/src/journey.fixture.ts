import { FeedRelay, SlackInstallations } from '@roster/database';
import { IntervalLoop } from '@roster/runtime';
import { type RunningApi, startApi } from './api.fixture.js';

/** An API on which the journeys of the SDKs reach every operation. */
export interface JourneyApi extends RunningApi {
  readonly provisioningToken: string;
}

export async function startJourneyApi(): Promise<JourneyApi> {
  const provisioningToken = 'the-provisioning-token-of-the-journey';
  const api = await startApi({
    rateLimits: { perKey: 10_000, perOrganization: 0 },
    provisioningTokens: [provisioningToken],
    slackPublicUrl: 'https://slack-bot.acme.example',
  });
  await connectWorkspace(api, 'T0DEMO');
  const relay = new FeedRelay(api.database, { retentionDays: 90 });
  const relaying = new IntervalLoop({
    name: 'the journey has no feed',
    logger: { warn: (fields, message) => console.error(message, fields) },
    intervalMs: 100,
    run: () => relay.run(),
  });
  return {
    ...api,
    provisioningToken,
    async close() {
      await relaying.stop();
      await api.close();
    },
  };
}

/** What `npm run slack:try` does before the same journeys in `e2e`. */
async function connectWorkspace(api: RunningApi, id: string): Promise<void> {
  const installations = new SlackInstallations(api.database);
  const { body } = await api.request('POST', '/slack-links');
  const link = await installations.checkLink(new URL(body.url).searchParams.get('link') ?? '');
  if (link === null) throw new Error('the link does not work');
  const of = { workspace_id: id, team_id: id, enterprise_id: null, name: 'Demo', bot_user_id: null, app_id: null };
  const tokens = { scopes: [], key_id: null, sealed_tokens: null, installed_by: null };
  await installations.install(
    { ...of, ...tokens, token_hash: null },
    { linkHash: link.hash, isReinstall: false, traceId: '0af7651916cd43dd8448eb211c80319c' },
  );
}
