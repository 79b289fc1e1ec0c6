import type { App } from '@slack/bolt';
import { answerMessage } from '../messages/answer-message.js';
import type { Place } from '../requests/wish.js';
import type { Reception } from './intake.js';

/** The app has one command, whatever a workspace calls it. */
const ANY_COMMAND = /^\//;

/** `/dept …` */
export function listenToCommands(app: App, reception: Reception): void {
  app.command(ANY_COMMAND, async ({ body, ack }) => {
    const place: Place = {
      teamId: body.team_id,
      enterpriseId: body.enterprise_id ?? null,
      slackUserId: body.user_id,
      channelId: body.channel_id,
      responseUrl: body.response_url,
      since: new Date().toISOString(),
    };
    const id = `command:${body.team_id}:${body.trigger_id}`;
    const wish = { kind: 'command', text: storable(body.text ?? '') } as const;
    const intake = await reception.take({ id, place, triggerId: body.trigger_id, wish });
    if (intake.kind === 'taken') {
      await ack();
      return intake.go();
    }
    const answer = answerMessage({ kind: 'error', code: 'SERVICE_UNAVAILABLE', traceId: intake.traceId });
    await ack({ response_type: 'ephemeral', ...answer, blocks: [...answer.blocks] });
  });
}

/** Postgres stores no NUL. Another control character in its place gets the same answer: that it cannot be read. */
function storable(text: string): string {
  return text.replaceAll('\u0000', '\u0001');
}
