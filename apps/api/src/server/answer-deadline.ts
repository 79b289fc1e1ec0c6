import { Readable } from 'node:stream';
import { DomainError } from '@roster/domain';
import { withTimeLimit } from '@roster/runtime';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorFilter } from '../errors/error.filter.js';
import { readWait } from '../events/query-values.js';
import { parsePrefer } from '../requests/prefer.js';

interface AnswerDeadline {
  /** When the caller's waiting time ends, on the clock of `performance.now()`. */
  readonly waitsUntil: number;
  /** When the caller is answered 503 unless there is another answer, on the same clock. */
  readonly answersUntil: number;
  readonly timer: NodeJS.Timeout;
  /** Whether the deadline has passed and the caller was answered 503. */
  passed: boolean;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Takes `wait` in its query. */
    waits?: boolean;
    /** May be answered only once its changes are made: it has at least the usual time, even with `respond-async`. */
    answersWhole?: boolean;
  }

  interface FastifyRequest {
    /** Null until the body has arrived. */
    deadline: AnswerDeadline | null;
  }
}

const LIMITED = /^\/(?:v1|scim)\//;

/** How long an answer may take beyond the waiting time, in milliseconds. */
const GRACE_MS = 1_000;

/**
 * Answers every request of `/v1` and `/scim` within its waiting time plus a second, whatever hangs. The time starts when the body
 * has arrived. A wait for its turn after that counts as waiting time, and leaves at least the second. An answer that has
 * begun, such as a long list, may take longer.
 */
export function limitAnswerTime(server: FastifyInstance, errors: ErrorFilter): void {
  server.decorateRequest('deadline', null);
  server.addHook('preParsing', (request, reply, _payload, done) => {
    // A request is complete before its body is read only if it has waited for its turn.
    if (request.raw.complete) begin(request, reply, errors, reply.elapsedTime);
    done();
  });
  server.addHook('preHandler', (request, reply, done) => {
    // The body of a file is a stream, which its handler reads as it arrives. All others are complete, or there is none.
    const { body, raw } = request;
    if (body instanceof Readable && !raw.complete) body.once('end', () => begin(request, reply, errors));
    else begin(request, reply, errors);
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

function begin(request: FastifyRequest, reply: FastifyReply, errors: ErrorFilter, waitedMs = 0): void {
  // With an empty parameter in the path Nest calls the handler for what is not found, and the hook runs once more.
  if (!LIMITED.test(request.url) || reply.sent || request.deadline !== null) return;
  const waitMs = Math.max(waitOf(request) - Math.round(waitedMs), 0);
  const timer = setTimeout(() => {
    if (reply.sent || reply.raw.headersSent) return;
    errors.answer(noAnswerWithin(waitMs + GRACE_MS), request, reply);
    deadline.passed = true;
  }, waitMs + GRACE_MS);
  const waitsUntil = performance.now() + waitMs;
  const deadline: AnswerDeadline = { waitsUntil, answersUntil: waitsUntil + GRACE_MS, timer, passed: false };
  request.deadline = deadline;
}

function noAnswerWithin(ms: number): DomainError {
  return new DomainError('SERVICE_UNAVAILABLE', {}, { cause: new Error(`No answer within ${ms} ms`) });
}

/**
 * The same limit for work that is done before the body arrives.
 *
 * @throws DomainError SERVICE_UNAVAILABLE, and what the work throws
 */
export function withinAnswerTime<Value>(request: FastifyRequest, work: Promise<Value>): Promise<Value> {
  const ms = waitOf(request) + GRACE_MS;
  return withTimeLimit(work, ms, () => noAnswerWithin(ms));
}

/** How long a caller waits, in milliseconds. A malformed header or parameter counts as absent; the handler refuses it. */
export function waitOf({ headers, query, routeOptions }: FastifyRequest): number {
  const { wait } = query as { wait?: string };
  const waitMs = routeOptions.config.waits && wait !== undefined ? (readWait(wait) ?? 0) * 1_000 : 0;
  try {
    const preference = parsePrefer(headers.prefer as string | undefined);
    const isUsual = preference.respondAsync && routeOptions.config.answersWhole === true;
    return waitMs + Math.max(preference.waitMs, isUsual ? parsePrefer(undefined).waitMs : 0);
  } catch {
    return waitMs + parsePrefer(undefined).waitMs;
  }
}
