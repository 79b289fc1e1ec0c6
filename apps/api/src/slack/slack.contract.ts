import {
  slackUserIdSchema,
  slackUserLinkSchema,
  slackWorkspaceIdSchema,
  slackWorkspaceSchema,
  timeSchema,
  userIdSchema,
} from '@roster/domain';
import { z } from 'zod';
import { contract, json, named } from '../contract/contract.js';
import { page, pageQuery } from '../contract/pages.js';

const WORKSPACES = '/v1/organizations/:organization_id/slack-workspaces';
const WORKSPACE = `${WORKSPACES}/:workspace_id`;
const USERS = '/v1/organizations/:organization_id/slack-users';

named('SlackWorkspace', slackWorkspaceSchema);
const ACME = {
  id: 'T0123ABCD',
  name: 'Acme',
  status: 'connected',
  connected_at: '2025-11-02T08:21:45.123Z',
  connected_by: { type: 'user', id: 'usr_def456' },
  disconnected_at: null,
  disconnect_reason: null,
  token: 'stored',
  linked_users: 12,
} satisfies z.input<typeof slackWorkspaceSchema>;

named('SlackUserLink', slackUserLinkSchema);
const JANE = {
  workspace_id: 'T0123ABCD',
  slack_user_id: 'U0123ABCD',
  user_id: 'usr_def456',
  how: 'explicit',
  linked_at: '2025-11-02T08:21:45.123Z',
  linked_by: { type: 'api_key', id: 'key_0199c2f1aa' },
  checked_at: '2025-11-03T07:14:02.481Z',
} satisfies z.input<typeof slackUserLinkSchema>;

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
  listSlackWorkspaces: {
    sdk: 'slack.listWorkspaces',
    method: 'GET',
    path: WORKSPACES,
    action: 'slack.workspace.list',
    summary: 'List Slack workspaces',
    description:
      'Lists the workspaces that are connected to the organization, and those that were disconnected, with the reason, until the app is removed from them or another organization connects them.',
    query: z.strictObject(pageQuery(slackWorkspaceIdSchema)),
    answers: {
      200: {
        description: 'A page of workspaces.',
        ...json(page('SlackWorkspacePage', slackWorkspaceSchema), { data: [ACME], next_cursor: null }),
      },
    },
    errors: [],
  },
  retrieveSlackWorkspace: {
    sdk: 'slack.getWorkspace',
    method: 'GET',
    path: WORKSPACE,
    action: 'slack.workspace.read',
    summary: 'Retrieve Slack workspace',
    description:
      'One workspace: since when it is connected and who connected it, or why it was disconnected, and how many Slack users are linked to members.',
    answers: { 200: { description: 'The workspace.', ...json(slackWorkspaceSchema, ACME) } },
    errors: [],
  },
  disconnectSlackWorkspace: {
    sdk: 'slack.disconnectWorkspace',
    method: 'DELETE',
    path: WORKSPACE,
    action: 'slack.workspace.disconnect',
    summary: 'Disconnect Slack workspace',
    description:
      'Ends the connection at once: nobody in the workspace can use Roster any more. Linked users, linked channels and messages that were not sent yet are deleted; membership requests stay. The Slack bot then revokes its token and deletes it; the app itself stays in the workspace until it is removed there. To connect the workspace again, an owner creates a new link. Only an owner may disconnect a workspace. Repeating it changes nothing.',
    answers: { 204: { description: 'The workspace is disconnected.' } },
    errors: [],
  },
  listSlackUsers: {
    sdk: 'slack.listUsers',
    method: 'GET',
    path: USERS,
    action: 'slack.user.list',
    summary: 'List Slack users',
    description:
      'Lists the Slack users who are linked to members: those whom an admin has linked, and those who were found by their e-mail address when they used Roster or were named in it.',
    query: z.strictObject({
      workspace_id: slackWorkspaceIdSchema.meta({ description: 'Only users of this workspace.' }).optional(),
      user_id: userIdSchema.meta({ description: 'Only Slack users who are linked to this member.' }).optional(),
      ...pageQuery(
        z
          .tuple([slackWorkspaceIdSchema, slackUserIdSchema])
          .transform(([workspaceId, slackUserId]) => ({ workspaceId, slackUserId })),
      ),
    }),
    answers: {
      200: {
        description: 'A page of linked users.',
        ...json(page('SlackUserLinkPage', slackUserLinkSchema), { data: [JANE], next_cursor: null }),
      },
    },
    errors: [],
  },
  linkSlackUser: {
    sdk: 'slack.linkUser',
    method: 'POST',
    path: USERS,
    action: 'slack.user.link',
    summary: 'Link Slack user',
    description:
      "Links a Slack user to a member, for people who have another e-mail address in Slack than in Roster. This requires all scopes of the member's role and, for the manager of a department, `departments:write`. Linking a Slack user again replaces the earlier link.",
    body: json(
      named(
        'LinkSlackUserInput',
        z.strictObject(
          {
            workspace_id: slackWorkspaceIdSchema,
            slack_user_id: slackUserIdSchema,
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
  unlinkSlackUser: {
    sdk: 'slack.unlinkUser',
    method: 'DELETE',
    path: `${USERS}/:workspace_id/:slack_user_id`,
    action: 'slack.user.unlink',
    summary: 'Unlink Slack user',
    description:
      'Ends the link of a Slack user to a member. A user whose e-mail address in Slack is that of a member is found by it again at the next use of Roster: to prevent that, deactivate the member or change one of the addresses. Unlinking takes the right to change a member with that role.',
    answers: { 204: { description: 'The Slack user is no longer linked.' } },
    errors: [],
  },
});
