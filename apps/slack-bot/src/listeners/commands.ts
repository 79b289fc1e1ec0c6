import type { App } from '@slack/bolt';
import type { Message } from '../messages/blocks.js';
import type { SlackRequestIntake } from '../requests/intake.js';

/** The app has one command, whatever a workspace calls it. */
const ANY_COMMAND = /^\//;

/** `/dept …` */
export function listenToCommands(app: App, intake: SlackRequestIntake): void {
  app.command(ANY_COMMAND, async ({ body, ack }) => {
    const place = {
      teamId: body.team_id,
      enterpriseId: body.enterprise_id ?? null,
      slackUserId: body.user_id,
      channelId: body.channel_id,
      responseUrl: body.response_url,
      since: new Date().toISOString(),
    };
    const id = `command:${body.team_id}:${body.trigger_id}`;
    const intent = { kind: 'command', text: withoutNul(body.text ?? '') } as const;
    const acknowledge = (message?: Message) => ack(message && { response_type: 'ephemeral', ...message });
    const refusal = await intake.take({ id, place, triggerId: body.trigger_id, intent }, acknowledge);
    if (refusal) await acknowledge(refusal);
  });
}

/** Postgres stores no NUL. Another control character gets the same answer: that it cannot be read. */
function withoutNul(text: string): string {
  return text.replaceAll('\u0000', '\u0001');
}
