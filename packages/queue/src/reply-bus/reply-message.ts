import { operationResultSchema } from '@roster/domain';
import { z } from 'zod';
import type { QueueLogger } from '../logger.js';

/** A message with outcomes in it: a JSON array of results. */
export const replyMessageSchema = z.string().transform(parseJson).pipe(z.array(operationResultSchema));

function parseJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'not JSON' });
    return z.NEVER;
  }
}

/** Parses a message and hands it on. One that does not parse is logged: its callers look their outcomes up. */
export function receiveReply<Message>(
  schema: z.ZodType<Message>,
  text: string,
  logger: QueueLogger,
  receive: (message: Message) => void,
): void {
  const parsed = schema.safeParse(text);
  if (parsed.success) receive(parsed.data);
  else logger.error({ error: z.prettifyError(parsed.error) }, 'a reply does not parse');
}
