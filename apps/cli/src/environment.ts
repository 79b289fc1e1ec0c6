import { databaseVariables } from '@roster/runtime';
import { z } from 'zod';

/** Where browsers reach the Slack bot. */
export const slackUrl = z.url({ protocol: /^https?$/, error: 'a URL like https://slack-bot.example.com' });

/** What commands read of the environment. */
export const environmentSchema = z.object({ ...databaseVariables, SLACK_PUBLIC_URL: slackUrl.optional() });
