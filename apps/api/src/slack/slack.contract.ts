import { timeSchema, userIdSchema } from '@roster/domain';
import { z } from 'zod';
import { contract, json, named } from '../contract/contract.js';

/** IDs of workspaces, enterprises and users: https://docs.slack.dev/reference/objects */
const workspaceError = 'the id of a workspace, like "T0123ABCD"';
const slackUserError = 'the id of a Slack user, like "U0123ABCD"';

export const slack = contract('Slack', {
  createSlackLink: {
    sdk: 'slack.createLink',
    method: 'POST',
    path: '/v1/organizations/:organization_id/slack-links',
    action: 'slack.link',
    summary: 'Create Slack link',
    description:
      'Creates a URL that connects a Slack workspace to the organization. Opening it installs the bot; from then on, people in that workspace act with the roles that they have in Roster. The URL works once, within 15 minutes. Only an owner may create one. A workspace that belongs to another organization is refused.',
    answers: {
      201: {
        description: 'The URL, which is shown only here.',
        ...json(
          named(
            'SlackLink',
            z.object({
              /** Works once. */
              url: z.string().meta({ format: 'uri', maxLength: 2_048 }),
              expires_at: timeSchema,
            }),
          ),
          {
            url: 'https://slack-bot.acme.example/slack/install?link=…',
            expires_at: '2025-11-02T08:36:45.123Z',
          },
        ),
      },
    },
    errors: ['SLACK_NOT_CONFIGURED'],
  },
  linkSlackUser: {
    sdk: 'slack.linkUser',
    method: 'POST',
    path: '/v1/organizations/:organization_id/slack-users',
    action: 'slack.user.link',
    summary: 'Link Slack user',
    description:
      "Links a Slack user to a member, for people who have another e-mail address in Slack than in Roster. This requires all scopes of the member's role and, for the manager of a department, `departments:write`. Linking a Slack user again replaces the earlier link.",
    body: json(
      named(
        'LinkSlackUserInput',
        z.strictObject(
          {
            workspace_id: z
              .string({ error: workspaceError })
              .regex(/^[TE][A-Z0-9]{1,30}$/, { error: workspaceError })
              .meta({ minLength: 2, maxLength: 31 }),
            slack_user_id: z
              .string({ error: slackUserError })
              .regex(/^[UW][A-Z0-9]{1,30}$/, { error: slackUserError })
              .meta({ minLength: 2, maxLength: 31 }),
            user_id: userIdSchema,
          },
          { error: 'a JSON object' },
        ),
      ),
      { workspace_id: 'T0123ABCD', slack_user_id: 'U0123ABCD', user_id: 'usr_def456' },
    ),
    answers: { 204: { description: 'The Slack user was linked.' } },
    errors: ['SLACK_WORKSPACE_NOT_FOUND', 'MEMBER_NOT_FOUND'],
  },
});
