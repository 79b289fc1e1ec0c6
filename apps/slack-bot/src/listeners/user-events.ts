import type { SlackDirectories } from '@roster/database';
import type { App } from '@slack/bolt';
import { entryOf, parseProfile } from '../slack/slack-users.js';

/** Users who join or change: the directory of the workspace follows. */
export function listenToUserEvents(app: App, directories: SlackDirectories): void {
  app.event('team_join', ({ body, event }) => follow(body.team_id, event.user));
  app.event('user_change', ({ body, event }) => follow(body.team_id, event.user));

  async function follow(teamId: string, user: unknown): Promise<void> {
    const profile = parseProfile(user);
    const entry = entryOf(profile);
    if (entry === null) await directories.remove(teamId, profile.id);
    else await directories.put(teamId, entry);
  }
}
