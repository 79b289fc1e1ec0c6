import { departmentIdSchema, membershipRequestIdSchema } from '@roster/domain';
import { newTraceContext } from '@roster/runtime';
import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { ChangeName } from '../commands/command.js';
import type { Access } from '../handlers/access.js';
import type { ChangeFormOpener, Opening } from '../handlers/change-form.js';
import type { HomePage } from '../handlers/home-page.js';
import { ACTIONS } from '../messages/action-ids.js';
import { callerOf } from '../requests/context.js';
import type { IncomingRequest, SlackRequestIntake } from '../requests/intake.js';
import type { MemberResolver } from '../requests/members.js';
import { announcementsSchema, choiceValueSchema } from '../requests/stored-request.js';
import { respond } from '../slack/send.js';

interface Ports {
  readonly intake: SlackRequestIntake;
  readonly members: MemberResolver;
  readonly access: Access;
  readonly home: HomePage;
  readonly forms: ChangeFormOpener;
}

/** Where an interaction happened: https://docs.slack.dev/reference/interaction-payloads */
const interactionSchema = z.object({
  team: z.object({ id: z.string() }).nullish(),
  user: z.object({ id: z.string(), team_id: z.string().optional() }),
  enterprise: z.object({ id: z.string() }).nullish(),
  channel: z.object({ id: z.string() }).nullish(),
  response_url: z.string().nullish(),
  trigger_id: z.string().nullish(),
});

type Interaction = Pick<IncomingRequest, 'place' | 'triggerId'>;

export function readInteraction(body: unknown): Interaction {
  const { team, user, enterprise, channel, response_url, trigger_id } = interactionSchema.parse(body);
  return {
    triggerId: trigger_id ?? null,
    place: {
      teamId: team?.id ?? user.team_id ?? '',
      enterpriseId: enterprise?.id ?? null,
      slackUserId: user.id,
      channelId: channel?.id ?? null,
      responseUrl: response_url ?? null,
      since: new Date().toISOString(),
    },
  };
}

const departmentChoiceSchema = z.object({ request: z.string(), department: departmentIdSchema });

const decisionSchema = z.object({ request: membershipRequestIdSchema, department: departmentIdSchema });

/** What a click on a button means, with the id that makes two clicks one request. */
function requestOf(
  action: string,
  value: string,
  { place, triggerId }: Interaction,
): Pick<IncomingRequest, 'id' | 'intent'> | null {
  switch (action) {
    case ACTIONS.undo:
      return { id: `undo:${value}:${place.slackUserId}`, intent: { kind: 'undo', of: value } };
    // One id for both buttons: the first click decides, and the other gets the same answer.
    case ACTIONS.confirm:
      return { id: `confirm:${value}`, intent: { kind: 'confirm', of: value } };
    case ACTIONS.cancel:
      return { id: `confirm:${value}`, intent: { kind: 'cancel', of: value } };
    // The same for the buttons of a question.
    case ACTIONS.choose: {
      const { request, ...choice } = choiceValueSchema.parse(JSON.parse(value));
      return { id: `choose:${request}`, intent: { kind: 'choose', of: request, ...choice } };
    }
    case ACTIONS.chooseDepartment: {
      const { request, department } = departmentChoiceSchema.parse(JSON.parse(value));
      return { id: `choose:${request}`, intent: { kind: 'choose', of: request, departmentId: department } };
    }
    // Each click is its own: the membership request itself knows which one was first.
    case ACTIONS.approve:
    case ACTIONS.deny: {
      const { request: requestId, department: departmentId } = decisionSchema.parse(JSON.parse(value));
      const decision = action === ACTIONS.approve ? 'approve' : 'deny';
      const id = `decide:${place.teamId}:${triggerId}`;
      return { id, intent: { kind: 'decide', requestId, departmentId, decision } };
    }
    case ACTIONS.chooseNothing:
      return { id: `choose:${value}`, intent: { kind: 'cancel', of: value } };
    case ACTIONS.addInstead:
      return { id: `add_instead:${value}`, intent: { kind: 'add_instead', of: value } };
    case ACTIONS.nextMembers:
      return { id: `members:${place.teamId}:${triggerId}`, intent: { kind: 'members', next: value } };
    case ACTIONS.previousMembers:
      return { id: `members:${place.teamId}:${triggerId}`, intent: { kind: 'members_again', of: value } };
    case ACTIONS.announce:
      return { id: `announce:${place.teamId}:${triggerId}`, intent: announceIntent(value) };
    case ACTIONS.linkAnyway:
      return { id: `confirm:${value}`, intent: { kind: 'link_anyway', of: value } };
    default:
      return null;
  }
}

function announceIntent(value: string): IncomingRequest['intent'] {
  return { kind: 'announce', announcements: announcementsSchema.parse(value === 'on' ? 'all' : value) };
}

/** Buttons in messages and in App Home. Other elements only need the acknowledgement. */
export function listenToActions(app: App, { intake, members, access, home, forms }: Ports): void {
  app.action(/.*/, async ({ body, action, ack }) => {
    if (action.type !== 'button' || !('action_id' in action)) return ack();
    const [name = ''] = action.action_id.split(':');
    const interaction = readInteraction(body);
    if (name === ACTIONS.ask) {
      await ack();
      return openForm((opening) => forms.ask(opening, action.value ?? ''), interaction);
    }
    if (name === ACTIONS.homeAdd || name === ACTIONS.homeRemove) {
      await ack();
      return openHomeForm(name === ACTIONS.homeAdd ? 'add' : 'remove', interaction);
    }
    const request = requestOf(name, action.value ?? '', interaction);
    if (request === null) return ack();
    const refusal = await intake.take({ ...interaction, ...request }, () => ack());
    if (refusal === null) return;
    await ack();
    const { responseUrl } = interaction.place;
    if (responseUrl) await respond(responseUrl, { ...refusal, response_type: 'ephemeral', replace_original: false });
  });

  async function openForm(
    open: (opening: Opening) => Promise<boolean>,
    { place, triggerId }: Interaction,
  ): Promise<void> {
    const sender = await members.sender(place);
    if (sender.workspace === null) return;
    const { traceId } = newTraceContext();
    const opened = await open({ client: sender.workspace.noRetryClient, place, triggerId, traceId });
    if (opened || place.responseUrl === null) return;
    const text = 'The form did not open in time. Click the button again.';
    await respond(place.responseUrl, { text, response_type: 'ephemeral', replace_original: false });
  }

  /** People who may no longer change anything are shown App Home again, without the button. */
  async function openHomeForm(change: ChangeName, { place, triggerId }: Interaction): Promise<void> {
    const sender = await members.sender(place);
    const { traceId } = newTraceContext();
    if ('refusal' in sender) return home.publish(place);
    const { workspace, member } = sender;
    const { principal } = callerOf(workspace, member, traceId);
    if (!(await access.mayChange(principal, null))) return home.publish(place);
    const opening = { client: workspace.noRetryClient, place, triggerId, traceId };
    await forms.show(opening, { change, slackUserIds: [], department: null });
  }
}
