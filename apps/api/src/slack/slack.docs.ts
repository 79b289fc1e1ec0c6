import { BODY_ERRORS } from '../docs/body-errors.js';
import { IDEMPOTENCY_KEY } from '../docs/change-docs.js';
import { Endpoint } from '../docs/endpoint.decorator.js';

const PATH = { organization_id: ['The organization, `org_…`.', 'org_xyz789'] } as const;

export const DocumentLink = () =>
  Endpoint({
    id: 'createSlackLink',
    tag: 'Slack',
    summary: 'Create Slack link',
    description:
      'A URL that connects one Slack workspace with the organization: whoever opens it installs the bot, and people of that workspace then act with the roles that they have here. It works once and for 15 minutes. It takes an owner. A workspace that belongs to another organization is refused.',
    path: PATH,
    requestHeaders: [IDEMPOTENCY_KEY],
    answers: {
      201: {
        description: 'The URL, which is shown only here.',
        schema: 'SlackLink',
        example: {
          url: 'https://slack-bot.acme.example/slack/install?link=…',
          expires_at: '2025-11-02T08:36:45.123Z',
        },
      },
    },
    errors: ['IDEMPOTENCY_KEY_REUSED', 'SLACK_NOT_CONFIGURED'],
  });

export const DocumentLinkUser = () =>
  Endpoint({
    id: 'linkSlackUser',
    tag: 'Slack',
    summary: 'Link Slack user',
    description:
      'Says whom a Slack user stands for, whatever the e-mail addresses are: for people whose address in Slack is another one. To link somebody who is an admin or an owner takes all that their role may do. Linking again changes whom the user stands for.',
    path: PATH,
    requestHeaders: [IDEMPOTENCY_KEY],
    body: {
      schema: 'LinkSlackUser',
      example: { workspace_id: 'T0123ABCD', slack_user_id: 'U0123ABCD', user_id: 'usr_def456' },
    },
    answers: { 204: { description: 'Linked.' } },
    errors: ['IDEMPOTENCY_KEY_REUSED', 'SLACK_WORKSPACE_NOT_FOUND', 'MEMBER_NOT_FOUND', ...BODY_ERRORS],
  });
