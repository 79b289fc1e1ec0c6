import type { SlackRequest } from '@roster/database';
import {
  departmentIdSchema,
  membershipDecisionSchema,
  membershipRequestIdSchema,
  requestReasonSchema,
  userIdSchema,
} from '@roster/domain';
import { z } from 'zod';
import { CHANGE_NAMES, COMMAND_NAMES } from '../commands/command.js';
import type { DepartmentLabel, NotAPerson } from '../messages/answer.js';

// The JSON columns of `slack_requests`. Rows outlive a deployment: names stay, and new fields are optional.

/** Where a request came from, and so where its answer goes. */
export const placeSchema = z.object({
  teamId: z.string(),
  enterpriseId: z.string().nullable(),
  slackUserId: z.string(),
  /** Null in App Home. */
  channelId: z.string().nullable(),
  /** Null when Slack gave none: the answer is a direct message then. */
  responseUrl: z.string().nullable(),
  /** When Slack gave the `response_url`, in RFC 3339. */
  since: z.string(),
});
export type Place = z.infer<typeof placeSchema>;

/** What a button answered: one of these. */
const choiceSchema = z.object({
  /** Which command was meant. */
  command: z.enum(COMMAND_NAMES).optional(),
  departmentId: departmentIdSchema.optional(),
  /** Whom the command names at this place among its people. */
  person: z.object({ at: z.int(), userId: userIdSchema }).optional(),
  /** In a move: which of several departments this person leaves. */
  leaving: z.object({ userId: userIdSchema, departmentId: departmentIdSchema }).optional(),
});
export type Choice = z.infer<typeof choiceSchema>;

/** The value of a button that answers a question. `request` is the request that was answered with the question. */
export const choiceValueSchema = choiceSchema.extend({ request: z.string() });

/** Which changes are announced in a channel. */
export const announcementsSchema = z.enum(['all', 'summary', 'off']);

/** What a person wants. `of` is the id of the request whose answer has the button that was clicked. */
const intentSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('command'), text: z.string() }),
  z.object({
    kind: z.literal('form'),
    change: z.enum(CHANGE_NAMES),
    slackUserIds: z.array(z.string()),
    departmentId: departmentIdSchema,
  }),
  /** Opens the form, with these users chosen. */
  z.object({ kind: z.literal('shortcut'), slackUserIds: z.array(z.string()) }),
  choiceSchema.extend({ kind: z.literal('choose'), of: z.string() }),
  z.object({ kind: z.literal('confirm'), of: z.string() }),
  z.object({ kind: z.literal('cancel'), of: z.string() }),
  z.object({ kind: z.literal('undo'), of: z.string() }),
  z.object({ kind: z.literal('ask'), of: z.string(), reason: requestReasonSchema }),
  z.object({
    kind: z.literal('decide'),
    requestId: membershipRequestIdSchema,
    departmentId: departmentIdSchema,
    decision: membershipDecisionSchema,
  }),
  /** Adds those whom a move did not find in a department. */
  z.object({ kind: z.literal('add_instead'), of: z.string() }),
  z.object({ kind: z.literal('members'), next: z.string() }),
  /** A page of members that was shown before, as it is now. */
  z.object({ kind: z.literal('members_again'), of: z.string() }),
  /** `on` instead of `announcements`: stored before. */
  z.object({ kind: z.literal('announce'), announcements: announcementsSchema.optional(), on: z.boolean().optional() }),
  z.object({ kind: z.literal('link_anyway'), of: z.string() }),
  /** A step of a workflow. The place has the user who is to be added. */
  z.object({ kind: z.literal('workflow_step'), executionId: z.string(), department: z.string() }),
]);
export type RequestIntent = z.infer<typeof intentSchema>;

const bodySchema = z.object({
  place: placeSchema,
  triggerId: z.string().nullable(),
  /** The intent; the name is older. */
  wish: intentSchema,
  /** W3C `traceparent` of the request's span, while traces are recorded. */
  traceparent: z.string().optional(),
});

/** The column `body`. */
export type RequestBody = Omit<z.infer<typeof bodySchema>, 'wish'> & { readonly intent: RequestIntent };

export function readBody({ body }: Pick<SlackRequest, 'body'>): RequestBody {
  const { wish: intent, ...rest } = bodySchema.parse(body);
  return { ...rest, intent };
}

export function writeBody({ intent, ...rest }: RequestBody): z.infer<typeof bodySchema> {
  return { ...rest, wish: intent };
}

const departmentLabelSchema = z.object({
  id: departmentIdSchema,
  name: z.string(),
  path: z.string(),
}) satisfies z.ZodType<DepartmentLabel>;

/** The stored question whether to link a channel that others read. */
export const confirmLinkSchema = z.object({
  kind: z.literal('confirm_link'),
  department: departmentLabelSchema,
  announcements: announcementsSchema,
  audience: z.enum(['shared', 'direct', 'unknown']),
});

/** The stored answer to a refused add, with what can be asked for. */
export const addRefusedSchema = z.object({
  kind: z.literal('add_refused'),
  department: departmentLabelSchema,
  people: z.array(z.object({ slackUserId: z.string().nullable(), name: z.string(), userId: userIdSchema })),
});

const plannedPersonSchema = z.object({
  slackUserId: z.string().nullable(),
  name: z.string(),
  /** Null: not a member of the organization; `refusal` says why. */
  userId: userIdSchema.nullable(),
  refusal: z.custom<NotAPerson>((value) => typeof value === 'string').optional(),
  /** In a move: the department to leave. None when the person is in no department, or in several. */
  from: departmentIdSchema.optional(),
  /** In an undo of a move: the department to go back to. */
  to: departmentIdSchema.optional(),
  /** In a move of someone who is in several departments, or in none: those departments. */
  sources: z.array(departmentLabelSchema).optional(),
  /** Their names, as stored before. */
  others: z.array(z.string()).optional(),
  /** In a move: the person is in the target department, and in no other. */
  already: z.boolean().optional(),
  /** In an undo: what has changed since, so that the person is left alone. */
  left: z.enum(['removed', 'added_again', 'added_back']).optional(),
  /** In a move: the caller may not change the department at its other end. */
  forbidden: z.boolean().optional(),
});
export type PlannedPerson = z.infer<typeof plannedPersonSchema>;

/** The column `plan`: a change with all names resolved. It is stored before the first command and never changes. */
export const changePlanSchema = z.object({
  /** The request that operation ids are derived from: the typed command, not the click that confirmed it. */
  root: z.string(),
  change: z.enum(CHANGE_NAMES),
  department: departmentLabelSchema,
  people: z.array(plannedPersonSchema),
  /** The id of the request whose change this one undoes. */
  undoes: z.string().optional(),
});
export type ChangePlan = z.infer<typeof changePlanSchema>;

/** The column `results`: each person for whom something changed. Undo reverts these. */
export const changeEffectsSchema = z.array(
  z.object({
    slackUserId: z.string().nullable(),
    name: z.string(),
    userId: userIdSchema,
    status: z.enum(['added', 'removed', 'moved']),
    from: departmentIdSchema.optional(),
    /** `added_at` of the new membership. */
    addedAt: z.string().optional(),
  }),
);
export type ChangeEffects = z.infer<typeof changeEffectsSchema>;
