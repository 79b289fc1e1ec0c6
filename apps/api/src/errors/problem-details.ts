import { ERROR_CODES, type ErrorEnvelope } from '@roster/domain';
import { z } from 'zod';

/** RFC 9457: https://www.rfc-editor.org/rfc/rfc9457#section-3 */
export const problemDetailsSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string(),
  code: z.enum(ERROR_CODES),
  trace_id: z.string(),
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

/** Does an `Accept` header (RFC 9110, section 12.5.1) name problem details, and nothing that it likes better? */
export function prefersProblemDetails(accept: string | undefined): boolean {
  if (accept === undefined || !/problem\+json/i.test(accept)) return false;
  const quality = new Map(accept.split(',').map(readRange));
  const problem = quality.get('application/problem+json') ?? 0;
  return problem > 0 && problem >= (quality.get('application/json') ?? 0);
}

function readRange(range: string): [string, number] {
  const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
  const q = parameters.find((parameter) => parameter.startsWith('q='));
  const quality = q === undefined ? 1 : Number(q.slice(2));
  return [type, Number.isFinite(quality) ? quality : 0];
}
