import { departmentIdSchema } from '@roster/domain';
import { newTraceContext } from '@roster/runtime';
import type { App } from '@slack/bolt';
import { z } from 'zod';
import { ACTIONS } from '../answers/action-ids.js';
import { respond } from '../deliveries/send.js';
import type { ChangeForms } from '../forms/change-forms.js';
import type { Workspaces } from '../installations/workspaces.js';
import { answerMessage } from '../messages/answer-message.js';
import type { Wish } from '../requests/wish.js';
import type { Reception } from './intake.js';
import { type InteractionPlace, placeOf } from './slack-body.js';

interface Ports {
  readonly reception: Reception;
  readonly workspaces: Workspaces;
  readonly forms: ChangeForms;
}

const choiceSchema = z.object({ request: z.string(), department: departmentIdSchema });

/** What a click on a button of a message means, and the id that makes two clicks one. */
function wishOf(
  action: string,
  value: string,
  { place, triggerId }: InteractionPlace,
): { id: string; wish: Wish } | null {
  switch (action) {
    case ACTIONS.undo:
      return { id: `undo:${value}:${place.slackUserId}`, wish: { kind: 'undo', of: value } };
    // One id for both buttons: the first click decides, and the other one gets its answer again.
    case ACTIONS.confirm:
      return { id: `confirm:${value}`, wish: { kind: 'confirm', of: value } };
    case ACTIONS.cancel:
      return { id: `confirm:${value}`, wish: { kind: 'cancel', of: value } };
    case ACTIONS.chooseDepartment: {
      const { request, department } = choiceSchema.parse(JSON.parse(value));
      return { id: `choose:${request}`, wish: { kind: 'choose', of: request, departmentId: department } };
    }
    case ACTIONS.nextMembers:
      return { id: `members:${place.teamId}:${triggerId}`, wish: { kind: 'members', next: value } };
    case ACTIONS.announce:
      return { id: `announce:${place.teamId}:${triggerId}`, wish: { kind: 'announce', on: value === 'on' } };
    default:
      return null;
  }
}

/** Buttons in messages and in App Home. A select that waits for the submission of its form needs no more than the `ack`. */
export function listenToActions(app: App, { reception, workspaces, forms }: Ports): void {
  app.action(/.*/, async ({ body, action, ack }) => {
    if (action.type !== 'button' || !('action_id' in action)) return ack();
    const [name = ''] = action.action_id.split(':');
    const at = placeOf(body);
    if (name === ACTIONS.homeAdd || name === ACTIONS.homeRemove) {
      await ack();
      return openFromHome(name === ACTIONS.homeAdd ? 'add' : 'remove', at);
    }
    const meant = wishOf(name, action.value ?? '', at);
    if (meant === null) return ack();
    const intake = await reception.take({ ...at, ...meant });
    await ack();
    if (intake.kind === 'taken') return intake.go();
    if (at.place.responseUrl === null) return;
    const message = answerMessage({ kind: 'error', code: 'SERVICE_UNAVAILABLE', traceId: intake.traceId });
    await respond(at.place.responseUrl, { ...message, response_type: 'ephemeral', replace_original: false });
  });

  async function openFromHome(change: 'add' | 'remove', { place, triggerId }: InteractionPlace): Promise<void> {
    const workspace = await workspaces.find(place.teamId, place.enterpriseId);
    if (workspace === null) return;
    const { traceId } = newTraceContext();
    const opening = { client: workspace.hastyClient, place, triggerId, traceId };
    await forms.show(opening, { change, slackUserIds: [], department: null });
  }
}
