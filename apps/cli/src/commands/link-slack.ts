import { createSlackLink, readOrganization } from '@roster/database';
import { organizationIdSchema } from '@roster/domain';
import { z } from 'zod';
import { defineCommand } from '../command.js';
import { inTransaction, operatorOf } from '../operator.js';

const urlError = 'a URL like https://slack-bot.example.com, or SLACK_PUBLIC_URL in the environment';

export const linkSlack = defineCommand({
  name: 'slack link',
  summary: 'Make a URL that connects one Slack workspace with an organization. It works once, for 15 minutes.',
  options: {
    organization: { value: '<org_…>', text: 'The organization of the workspace.', schema: organizationIdSchema },
    'public-url': {
      value: '<url>',
      text: 'Where browsers reach the Slack bot; SLACK_PUBLIC_URL unless given.',
      schema: z.preprocess(
        (given) => given ?? process.env.SLACK_PUBLIC_URL,
        z.url({ protocol: /^https?$/, error: urlError }),
      ),
    },
  },
  async run({ organization, 'public-url': publicUrl }, { databaseUrl }) {
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
