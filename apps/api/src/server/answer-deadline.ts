import { DomainError } from '@roster/domain';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorFilter } from '../errors/error.filter.js';
import { parsePrefer } from '../requests/prefer.js';

interface AnswerDeadline {
  /** When the caller's waiting time is over, by `performance.now()`. */
  readonly waitsUntil: number;
  readonly timer: NodeJS.Timeout;
  /** The deadline has passed, and the caller was told so. */
  passed: boolean;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Null until the body has arrived. */
    deadline: AnswerDeadline | null;
  }
}

/** How long after the waiting time an answer may come, in milliseconds. */
const GRACE_MS = 1_000;

/**
 * Answers every request of `/v1` by its waiting time and a second, whatever hangs. The time begins when the body has
 * arrived; an answer that has begun, as a long list does, may take longer.
 */
export function limitAnswerTime(server: FastifyInstance, errors: ErrorFilter): void {
  server.decorateRequest('deadline', null);
  server.addHook('preHandler', (request, reply, done) => {
    if (request.url.startsWith('/v1/')) {
      // The body of a file is read by its route, while it comes.
      if (request.raw.complete) begin(request, reply, errors);
      else request.raw.once('end', () => begin(request, reply, errors));
    }
    done();
  });
  server.addHook('onSend', (request, _reply, _payload, done) => {
    clearTimeout(request.deadline?.timer);
    done();
  });
  server.addHook('onResponse', (request, _reply, done) => {
    clearTimeout(request.deadline?.timer);
    done();
  });
}

function begin(request: FastifyRequest, reply: FastifyReply, errors: ErrorFilter): void {
  if (reply.sent) return;
  const waitMs = waitOf(request);
  const timer = setTimeout(() => {
    if (reply.sent || reply.raw.headersSent) return;
    const cause = new Error(`No answer within ${waitMs + GRACE_MS} ms`);
    errors.answer(new DomainError('SERVICE_UNAVAILABLE', {}, { cause }), request, reply);
    deadline.passed = true;
  }, waitMs + GRACE_MS);
  const deadline: AnswerDeadline = { waitsUntil: performance.now() + waitMs, timer, passed: false };
  request.deadline = deadline;
}

/** A header that cannot be read is refused by the route. */
function waitOf({ headers }: FastifyRequest): number {
  try {
    return parsePrefer(headers.prefer as string | undefined).waitMs;
  } catch {
    return parsePrefer(undefined).waitMs;
  }
}
