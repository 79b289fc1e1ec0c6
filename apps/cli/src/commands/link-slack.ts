import { createSlackLink, readOrganization } from '@roster/database';
import { organizationIdSchema } from '@roster/domain';
import { z } from 'zod';
import { defineCommand, UsageError } from '../command.js';
import { inTransaction, operatorOf } from '../operator.js';

const NAME = 'slack link';

/** Where browsers reach the Slack bot. */
export const slackUrl = z.url({ protocol: /^https?$/, error: 'a URL like https://slack-bot.example.com' });

export const linkSlack = defineCommand({
  name: NAME,
  summary: 'Create a URL that connects one Slack workspace to an organization. It works once, within 15 minutes.',
  options: {
    organization: { value: '<org_…>', text: 'The organization to connect.', schema: organizationIdSchema },
    'public-url': {
      value: '<url>',
      text: 'Where browsers reach the Slack bot. Default: SLACK_PUBLIC_URL.',
      schema: slackUrl.optional(),
    },
  },
  async run({ organization, 'public-url': given }, { databaseUrl, slackPublicUrl }) {
    const publicUrl = given ?? slackPublicUrl;
    if (publicUrl === undefined)
      throw new UsageError('--public-url is missing, and SLACK_PUBLIC_URL is not set either.', NAME);
    const { token, expires_at } = await inTransaction(databaseUrl, async (tx) => {
      await readOrganization(tx, organization);
      return createSlackLink(tx, operatorOf(organization));
    });
    return {
      organization_id: organization,
      url: `${publicUrl.replace(/\/$/, '')}/slack/install?link=${token}`,
      expires_at,
    };
  },
});
