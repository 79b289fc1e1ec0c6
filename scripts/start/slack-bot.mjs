import { step } from '../setup/steps.mjs';
import { startService } from './service.mjs';

/** Any of these says that the bot is wanted; what else it needs it says itself. */
const WANTED_BY = ['SLACK_SIGNING_SECRET', 'SLACK_APP_TOKEN', 'SLACK_BOT_TOKEN', 'SLACK_CLIENT_ID'];

/** Starts the Slack bot when there are tokens for it; its address, else nothing. */
export async function startSlackBot(env, shutdown) {
  if (!WANTED_BY.some((name) => process.env[name])) return undefined;
  const { url } = await step('Start Slack bot', () => {
    const waiting = 'the Slack bot to answer the requests in flight';
    return startService({ name: 'slack-bot', waiting, env: { ...env, METRICS_PORT: '0' }, shutdown });
  });
  return url;
}
