import { operationResultSchema } from '@roster/domain';
import { z } from 'zod';

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
