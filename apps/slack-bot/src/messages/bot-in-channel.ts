/**
 * The bot is a member of a channel; has to be invited; has to be invited before announcements can be turned on, as it does
 * not see a private channel; cannot post in an archived channel, or in a direct message; or it is not known.
 */
export type BotInChannel = 'member' | 'invite' | 'invite_first' | 'archived' | 'direct_message' | 'unknown';
