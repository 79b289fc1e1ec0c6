import { randomBytes } from 'node:crypto';
import { FeedRelay } from '@roster/database';
import { IntervalLoop } from '@roster/runtime';
import { type RunningApi, startApi } from './api.fixture.js';
import { connectWorkspace } from './slack/workspaces.fixture.js';

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
    webhooks: { keys: [randomBytes(32)], allowedNetworks: ['127.0.0.1'] },
  });
  // As `npm run slack:try` does before the same journeys in `e2e`.
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
