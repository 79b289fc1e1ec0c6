import { createSlackLink, readOrganization } from '@roster/database';
import { organizationIdSchema } from '@roster/domain';
import { defineCommand } from '../command.js';
import { slackUrl } from '../environment.js';
import { inTransaction, operatorOf } from '../operator.js';
import { UsageError } from '../usage-error.js';

const NAME = 'slack link';

export const linkSlack = defineCommand({
  name: NAME,
  summary: 'Make a URL that connects one Slack workspace with an organization. It works once, for 15 minutes.',
  options: {
    organization: { value: '<org_…>', text: 'The organization of the workspace.', schema: organizationIdSchema },
    'public-url': {
      value: '<url>',
      text: 'Where browsers reach the Slack bot; SLACK_PUBLIC_URL unless given.',
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
