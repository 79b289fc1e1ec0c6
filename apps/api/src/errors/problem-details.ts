import { ERROR_CODES, type ErrorEnvelope, errorTextSchema, traceIdSchema } from '@roster/domain';
import { z } from 'zod';
import { prefers } from '../requests/media-type.js';

/** RFC 9457: https://www.rfc-editor.org/rfc/rfc9457#section-3 */
export const problemDetailsSchema = z.object({
  type: z.string().meta({ maxLength: 100 }),
  title: errorTextSchema,
  status: z.int(),
  detail: errorTextSchema,
  /** The path of the request. */
  instance: z.string().meta({ maxLength: 16 * 1024 }),
  code: z.enum(ERROR_CODES),
  trace_id: traceIdSchema,
  details: z.record(z.string(), z.unknown()),
});

export function problemDetails({ error }: ErrorEnvelope, path: string): z.infer<typeof problemDetailsSchema> {
  return {
    type: `urn:roster:error:${error.code}`,
    title: error.system_message,
    status: error.status,
    detail: error.message,
    instance: path,
    code: error.code,
    trace_id: error.trace_id,
    details: error.details,
  };
}

export function prefersProblemDetails(accept: string | undefined): boolean {
  return prefers(accept, 'application/problem+json');
}
