import { authorize, departmentIdSchema, requestReasonSchema } from '@roster/domain';
import { type Logger, newTraceContext } from '@roster/runtime';
import type { App } from '@slack/bolt';
import { z } from 'zod';
import { CHANGE_NAMES, type ChangeName } from '../commands/command.js';
import type { Departments } from '../handlers/departments.js';
import { ASK_MODAL, MODAL } from '../messages/action-ids.js';
import type { DepartmentLabel } from '../messages/answer.js';
import { departmentOptions } from '../messages/views.js';
import { callerOf } from '../requests/context.js';
import type { SlackRequestIntake } from '../requests/intake.js';
import type { MemberResolver } from '../requests/members.js';
import { type Place, placeSchema, type RequestIntent } from '../requests/stored-request.js';
import { readInteraction } from './actions.js';

interface Ports {
  readonly intake: SlackRequestIntake;
  readonly members: MemberResolver;
  readonly departments: Departments;
  readonly logger: Logger;
}

/** The forms: the type-ahead for departments, and what is submitted. */
export function listenToViews(app: App, { intake, members, departments, logger }: Ports): void {
  app.options(MODAL.department.action, async ({ body, payload, ack }) => {
    const { traceId } = newTraceContext();
    try {
      await ack(departmentOptions(await suggest(readInteraction(body).place, payload.value, traceId)));
    } catch (error) {
      logger.warn({ error: String(error), trace_id: traceId }, 'a type-ahead failed');
      await ack({ options: [] });
    }
  });

  app.view({ callback_id: MODAL.callback, type: 'view_submission' }, async ({ body, view, ack }) => {
    const { change, ...opened } = formMetadataSchema.parse(JSON.parse(view.private_metadata));
    const form = readForm(view.state.values, change);
    if ('errors' in form) return ack({ response_action: 'errors', errors: form.errors });
    const { place: submitted, triggerId } = readInteraction(body);
    // The answer goes to where the form was asked for. The sender is the person who submits
    // the form, who may not be the one who opened it.
    const { channelId, responseUrl, since } = opened;
    const place = { ...submitted, channelId, responseUrl, since };
    const id = `form:${place.teamId}:${view.id}`;
    const refusal = await intake.take({ id, place, triggerId, intent: form.intent }, () => ack());
    if (refusal) await ack({ response_action: 'errors', errors: { [MODAL.people.block]: refusal.text } });
  });

  app.view({ callback_id: ASK_MODAL.callback, type: 'view_submission' }, async ({ body, view, ack }) => {
    const { block, action } = ASK_MODAL.reason;
    const typed = view.state.values[block]?.[action]?.value?.trim();
    const reason = requestReasonSchema.safeParse(typed || null);
    if (!reason.success) {
      const error = 'Some characters cannot be used. Type the reason instead of pasting it.';
      return ack({ response_action: 'errors', errors: { [block]: error } });
    }
    const { place: submitted, triggerId } = readInteraction(body);
    const { of, place: asked } = askedFromSchema.parse(JSON.parse(view.private_metadata));
    const { channelId, responseUrl, since } = asked;
    const place = { ...submitted, channelId, responseUrl, since };
    const id = `ask:${place.teamId}:${view.id}`;
    const intent = { kind: 'ask', of, reason: reason.data } as const;
    const refusal = await intake.take({ id, place, triggerId, intent }, () => ack());
    if (refusal) await ack({ response_action: 'errors', errors: { [block]: refusal.text } });
  });

  /** Departments of the sender's organization; none for those who are not members. */
  async function suggest(place: Place, text: string, traceId: string): Promise<DepartmentLabel[]> {
    const sender = await members.sender(place);
    if ('refusal' in sender) return [];
    const { organizationId } = sender.workspace;
    authorize(callerOf(sender.workspace, sender.member, traceId).principal, 'department.read', organizationId);
    return departments.suggest(organizationId, text);
  }
}

/** `change` is missing in forms that were opened before: they have a field for it. */
const formMetadataSchema = placeSchema.extend({ change: z.enum(CHANGE_NAMES).optional() });
const askedFromSchema = z.object({ of: z.string(), place: placeSchema });
const valuesSchema = z.record(z.string(), z.record(z.string(), z.looseObject({})));
const optionSchema = z.object({ selected_option: z.object({ value: z.string() }) });
const usersSchema = z.object({ selected_users: z.array(z.string()).min(1) });

/** What was filled in, or what is missing in which field. */
function readForm(
  values: unknown,
  opened: ChangeName | undefined,
): { readonly intent: RequestIntent } | { readonly errors: Readonly<Record<string, string>> } {
  const state = valuesSchema.parse(values);
  const field = ({ block, action }: { block: string; action: string }) => state[block]?.[action];
  const option = (name: { block: string; action: string }) =>
    optionSchema.safeParse(field(name)).data?.selected_option.value;
  const change = z.enum(CHANGE_NAMES).safeParse(opened ?? option(MODAL.change));
  const people = usersSchema.safeParse(field(MODAL.people));
  const department = departmentIdSchema.safeParse(option(MODAL.department));
  if (change.success && people.success && department.success) {
    const { selected_users: slackUserIds } = people.data;
    return { intent: { kind: 'form', change: change.data, slackUserIds, departmentId: department.data } };
  }
  return {
    errors: {
      ...(change.success ? {} : { [MODAL.change.block]: 'Choose what to do.' }),
      ...(people.success ? {} : { [MODAL.people.block]: 'Choose at least one person.' }),
      ...(department.success ? {} : { [MODAL.department.block]: 'Choose a department.' }),
    },
  };
}
