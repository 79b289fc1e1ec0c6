import { z } from 'zod';

/** A time in an answer: RFC 3339, UTC. It is ours, so only the document says its format; nothing checks it. */
export const timeSchema = z.string().meta({ format: 'date-time' });

/** The W3C trace ID of a request, in an answer: 32 hex digits. */
export const traceIdSchema = z.string().meta({ maxLength: 32 });
