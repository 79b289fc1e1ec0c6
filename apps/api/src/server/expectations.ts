import type { IncomingMessage, ServerResponse } from 'node:http';
import { DomainError } from '@roster/domain';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { withinAnswerTime } from './answer-deadline.js';

/**
 * Answers `Expect: 100-continue` (RFC 9110, section 10.1.1): a body is asked for only when the head alone would not lead
 * to an error. A sender that gets an error instead may send the body or leave it out, so nothing else can follow on its
 * connection, and Node closes it. Any other expectation is 417, in `headProblem`.
 *
 * @param admit checks the caller's token and what it allows
 */
export function answerExpectations(
  server: FastifyInstance,
  admit: (request: FastifyRequest, reply: FastifyReply) => Promise<void>,
): void {
  const waiting = new WeakSet<IncomingMessage>();
  const handle = (request: IncomingMessage, response: ServerResponse) =>
    server.server.emit('request', request, response);
  // Node would answer these itself: 100 before anything is checked, and 417 without our envelope.
  server.server.on('checkExpectation', handle);
  server.server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    if (hasBody(request)) waiting.add(request);
    handle(request, response);
  });
  server.addHook('preParsing', (request, reply, _payload, done) => {
    if (request.headers.expect === undefined || !waiting.has(request.raw)) return done();
    refuseUnread(request)
      .then(() => withinAnswerTime(request, admit(request, reply)))
      .then(() => {
        reply.raw.writeContinue();
        done();
      })
      .catch(done);
  });
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** @throws DomainError for a request that is refused whatever its body says */
async function refuseUnread({ is404, headers, routeOptions }: FastifyRequest): Promise<void> {
  if (is404) throw new DomainError('ROUTE_NOT_FOUND');
  const { allowed } = routeOptions.config;
  if (allowed !== undefined) throw new DomainError('METHOD_NOT_ALLOWED', { allowed });
  const limit_bytes = routeOptions.bodyLimit;
  if (Number(headers['content-length'] ?? 0) > limit_bytes) throw new DomainError('PAYLOAD_TOO_LARGE', { limit_bytes });
}
