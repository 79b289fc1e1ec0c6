import { userIdSchema } from '@roster/domain';
import { z } from 'zod';

/** https://docs.slack.dev/reference/objects: ids of workspaces and enterprises, and of users. */
const workspaceError = 'the id of a workspace, like "T0123ABCD"';
const slackUserError = 'the id of a Slack user, like "U0123ABCD"';

export const linkSlackUserBodySchema = z.strictObject(
  {
    workspace_id: z.string({ error: workspaceError }).regex(/^[TE][A-Z0-9]{1,30}$/, { error: workspaceError }),
    slack_user_id: z.string({ error: slackUserError }).regex(/^[UW][A-Z0-9]{1,30}$/, { error: slackUserError }),
    user_id: userIdSchema,
  },
  { error: 'a JSON object' },
);
export type LinkSlackUserBody = z.output<typeof linkSlackUserBodySchema>;

export const slackLinkSchema = z.object({
  /** Works once. */
  url: z.string(),
  expires_at: z.string(),
});
export type SlackLinkObject = z.infer<typeof slackLinkSchema>;
