import type { ChannelAudience } from '@roster/database';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { BotInChannel } from '../messages/bot-in-channel.js';
import { slackErrorOf } from './slack-error.js';
import type { Workspace } from './workspaces.js';

/** What the bot reads of a channel: https://docs.slack.dev/reference/objects/conversation-object */
const channelSchema = z.object({
  is_im: z.boolean().optional(),
  is_mpim: z.boolean().optional(),
  is_private: z.boolean().optional(),
  is_member: z.boolean().optional(),
  is_archived: z.boolean().optional(),
  is_ext_shared: z.boolean().optional(),
  /** A pending invitation of another organization. */
  is_pending_ext_shared: z.boolean().optional(),
});

/** Who reads a channel, and whether the bot can post in it. */
export interface SeenChannel {
  readonly audience: ChannelAudience;
  readonly bot: BotInChannel;
}

/** The bot does not see a private channel that it is not a member of, and not the direct messages of others. */
export async function seeChannel(client: WebClient, channelId: string): Promise<SeenChannel> {
  if (channelId.startsWith('D')) return { audience: 'direct', bot: 'direct_message' };
  try {
    const channel = channelSchema.parse((await client.conversations.info({ channel: channelId })).channel);
    return { audience: audienceOf(channel), bot: botIn(channel) };
  } catch (error) {
    const code = slackErrorOf(error);
    if (code === 'channel_not_found') return { audience: 'workspace', bot: 'invite_first' };
    // Of an installation from before the bot asked for these scopes.
    if (code === 'missing_scope') return { audience: 'unknown', bot: 'unknown' };
    throw error;
  }
}

/** Joins a public channel, where the bot may. Slack does it at most once. */
export async function joinChannel({ client }: Workspace, channelId: string, bot: BotInChannel): Promise<BotInChannel> {
  if (bot !== 'invite') return bot;
  try {
    await client.conversations.join({ channel: channelId });
    return 'member';
  } catch (error) {
    if (slackErrorOf(error) === null) throw error;
    return 'invite';
  }
}

function audienceOf({ is_im, is_mpim, is_ext_shared, is_pending_ext_shared }: z.infer<typeof channelSchema>) {
  if (is_im || is_mpim) return 'direct';
  return is_ext_shared || is_pending_ext_shared ? 'shared' : 'workspace';
}

function botIn({ is_archived, is_member }: z.infer<typeof channelSchema>): BotInChannel {
  if (is_archived) return 'archived';
  return is_member ? 'member' : 'invite';
}
