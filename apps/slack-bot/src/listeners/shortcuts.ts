import type { App } from '@slack/bolt';
import { z } from 'zod';
import { SHORTCUTS } from '../messages/action-ids.js';
import type { SlackRequestIntake } from '../requests/intake.js';
import { respond } from '../slack/send.js';
import { readInteraction } from './actions.js';

/** The message that a shortcut was used on. Its author is left out where an app wrote it. */
const messageSchema = z.object({ user: z.string().optional(), bot_id: z.string().optional() });

/** Shortcuts open the form: https://docs.slack.dev/interactivity/implementing-shortcuts */
export function listenToShortcuts(app: App, intake: SlackRequestIntake): void {
  app.shortcut({ callback_id: SHORTCUTS.addPeople, type: 'shortcut' }, ({ body, ack }) => open(body, [], ack));

  app.shortcut({ callback_id: SHORTCUTS.addAuthor, type: 'message_action' }, ({ body, ack }) => {
    const { user, bot_id } = messageSchema.parse(body.message);
    return open(body, user === undefined || bot_id !== undefined ? [] : [user], ack);
  });

  async function open(body: unknown, slackUserIds: string[], ack: () => Promise<void>): Promise<void> {
    const { place, triggerId } = readInteraction(body);
    const id = `shortcut:${place.teamId}:${triggerId}`;
    const refusal = await intake.take({ id, place, triggerId, intent: { kind: 'shortcut', slackUserIds } }, () =>
      ack(),
    );
    if (refusal === null) return;
    await ack();
    const { responseUrl } = place;
    if (responseUrl) await respond(responseUrl, { ...refusal, response_type: 'ephemeral' });
  }
}
