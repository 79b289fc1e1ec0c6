import type { SlackRequest } from '@roster/database';
import { departmentIdSchema } from '@roster/domain';
import { z } from 'zod';
import { CHANGE_NAMES } from '../commands/command.js';

/** Where somebody asked, and so where the answer goes. */
export const placeSchema = z.object({
  teamId: z.string(),
  enterpriseId: z.string().nullable(),
  slackUserId: z.string(),
  /** Null in App Home. */
  channelId: z.string().nullable(),
  /** Null when Slack gave none: then the answer is a direct message. */
  responseUrl: z.string().nullable(),
  /** RFC 3339: since when the `response_url` is there. */
  since: z.string(),
});
export type Place = z.infer<typeof placeSchema>;

/** What somebody wants. `of` is the id of the request that the message with the button answers. */
const wishSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('command'), text: z.string() }),
  z.object({
    kind: z.literal('form'),
    change: z.enum(CHANGE_NAMES),
    slackUserIds: z.array(z.string()),
    departmentId: departmentIdSchema,
  }),
  z.object({ kind: z.literal('choose'), of: z.string(), departmentId: departmentIdSchema }),
  z.object({ kind: z.literal('confirm'), of: z.string() }),
  z.object({ kind: z.literal('cancel'), of: z.string() }),
  z.object({ kind: z.literal('undo'), of: z.string() }),
  z.object({ kind: z.literal('members'), next: z.string() }),
  z.object({ kind: z.literal('announce'), on: z.boolean() }),
]);
export type Wish = z.infer<typeof wishSchema>;

const bodySchema = z.object({
  place: placeSchema,
  triggerId: z.string().nullable(),
  wish: wishSchema,
  /** W3C `traceparent` of the span of the request, while traces are recorded: what it causes hangs on it. */
  traceparent: z.string().optional(),
});
export type RequestBody = z.infer<typeof bodySchema>;

export function bodyOf(request: SlackRequest): RequestBody {
  return bodySchema.parse(request.body);
}
