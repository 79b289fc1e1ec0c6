/** What the bot asks for at an installation; `manifest.yaml` says the same, and why is told in docs/slack.md. */
export const BOT_SCOPES = ['chat:write', 'commands', 'usergroups:read', 'users:read', 'users:read.email'] as const;
