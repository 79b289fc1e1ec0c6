import { z } from 'zod';
import { timeSchema, traceIdSchema } from '../times.js';
import type { ErrorDetails } from './domain-error.js';
import { ERROR_CODES, type ErrorCode, errorDefinition } from './error-catalogue.js';

/** A text of the catalogue. */
export const errorTextSchema = z.string().meta({ maxLength: 1_000 });

/** The body of every error response, as on the reference page. */
export const errorEnvelopeSchema = z.object({
  success: z.literal(false),
  error: z.object({
    code: z.enum(ERROR_CODES),
    message: errorTextSchema,
    system_message: errorTextSchema,
    type: z.enum(['client_error', 'server_error']),
    status: z.int(),
    details: z.record(z.string(), z.unknown()),
    /** The request's, as in logs, jobs and traces. */
    trace_id: traceIdSchema,
    /** Whole seconds. */
    timestamp: timeSchema,
  }),
});

export type ErrorEnvelope = z.infer<typeof errorEnvelopeSchema>;

export function errorEnvelope(code: ErrorCode, details: ErrorDetails, traceId: string, at: Date): ErrorEnvelope {
  const { status, message, systemMessage } = errorDefinition(code);
  return {
    success: false,
    error: {
      code,
      message,
      system_message: systemMessage,
      type: status >= 500 ? 'server_error' : 'client_error',
      status,
      details: { ...details },
      trace_id: traceId,
      timestamp: at.toISOString().replace(/\.\d{3}Z$/, 'Z'),
    },
  };
}
