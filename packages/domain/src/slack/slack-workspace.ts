import { z } from 'zod';
import { userIdSchema } from '../ids.js';
import { actorSchema } from '../principals/principal.js';
import { timeSchema } from '../times.js';

/** IDs of workspaces, enterprises and users: https://docs.slack.dev/reference/objects */
const workspaceError = 'the id of a workspace, like "T0123ABCD"';
const slackUserError = 'the id of a Slack user, like "U0123ABCD"';

/** The ID of a workspace, or of an Enterprise organization that installed the bot for all its workspaces. */
export const slackWorkspaceIdSchema = z
  .string({ error: workspaceError })
  .regex(/^[TE][A-Z0-9]{1,30}$/, { error: workspaceError })
  .meta({ minLength: 2, maxLength: 31 });

export const slackUserIdSchema = z
  .string({ error: slackUserError })
  .regex(/^[UW][A-Z0-9]{1,30}$/, { error: slackUserError })
  .meta({ minLength: 2, maxLength: 31 });

/**
 * Why a workspace no longer belongs to its organization. `uninstalled`: the app was removed from the workspace.
 * `tokens_revoked`: Slack no longer accepts the tokens. `reinstalled`: the app was installed again without a link.
 * `disconnected`: an owner or an operator ended it.
 */
export const slackDisconnectReasonSchema = z.enum(['uninstalled', 'tokens_revoked', 'reinstalled', 'disconnected']);
export type SlackDisconnectReason = z.infer<typeof slackDisconnectReasonSchema>;

/**
 * Where the token of a workspace is. `stored`: Roster keeps it, encrypted. `configured`: the operator set `SLACK_BOT_TOKEN`.
 * `being_revoked`: the bot has yet to revoke it. `none`: there is none.
 */
const slackTokenStateSchema = z.enum(['stored', 'configured', 'being_revoked', 'none']);

/** The longest name that Slack or Roster gives to a workspace, in characters. */
const MAX_WORKSPACE_NAME = 1_000;

/** A workspace of an organization: connected, or disconnected and not connected to another organization since. */
export const slackWorkspaceSchema = z.object({
  id: slackWorkspaceIdSchema,
  name: z.string().meta({ maxLength: MAX_WORKSPACE_NAME }).nullable(),
  status: z.enum(['connected', 'disconnected']),
  /** Null while it is disconnected. */
  connected_at: timeSchema.nullable(),
  /** Who created the link that connected it. Null while it is disconnected, and for connections of older versions. */
  connected_by: actorSchema.nullable(),
  /** Null while it is connected. */
  disconnected_at: timeSchema.nullable(),
  disconnect_reason: slackDisconnectReasonSchema.nullable(),
  token: slackTokenStateSchema,
  /** How many Slack users are linked to members of the organization. */
  linked_users: z.int().nonnegative(),
});
export type SlackWorkspaceObject = z.infer<typeof slackWorkspaceSchema>;

/** A Slack user who acts as a member of the organization. */
export const slackUserLinkSchema = z.object({
  workspace_id: slackWorkspaceIdSchema,
  slack_user_id: slackUserIdSchema,
  user_id: userIdSchema,
  /** `email`: by the e-mail address that Slack has confirmed, when the user last used Roster. `explicit`: by an admin. */
  how: z.enum(['email', 'explicit']),
  linked_at: timeSchema,
  /** Who linked them; null for a link by e-mail address. */
  linked_by: actorSchema.nullable(),
  /** When Slack was last asked about the user. Null: not yet. */
  checked_at: timeSchema.nullable(),
});
export type SlackUserLinkObject = z.infer<typeof slackUserLinkSchema>;
