import { isFenced } from '@roster/database';
import { DomainError } from '@roster/domain';
import type { Logger } from '@roster/runtime';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from './access/guard.js';
import { MessagePage, sendPage } from './layout/page.js';

const TITLES: Readonly<Record<number, string>> = {
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Already ended',
  413: 'Too large',
  503: 'Not now',
};

/** Errors as pages that tell nothing internal; as JSON to scripts. What nobody expected is logged with its stack. */
export function answerErrors(server: FastifyInstance, logger: Logger): void {
  server.setErrorHandler((error: FastifyError | Error, request, reply) => {
    const status = statusOf(error);
    if (status === 500) logger.error({ err: error, route: request.routeOptions.url }, 'console request failed');
    return answer(request, reply, status, textOf(error, status));
  });
  server.setNotFoundHandler((request, reply) => {
    if (request.url === '/' || request.url === '/ops' || request.url === '/ops/')
      return reply.redirect('/ops/overview', 303);
    return answer(request, reply, 404, 'This page does not exist.');
  });
}

function answer(request: FastifyRequest, reply: FastifyReply, status: number, text: string): FastifyReply {
  reply.code(status);
  const isScript =
    request.headers['sec-fetch-dest'] === 'empty' || (request.headers.accept ?? '').startsWith('application/json');
  if (isScript) return reply.send({ error: text });
  return sendPage(
    reply,
    MessagePage({ title: TITLES[status] ?? 'Something went wrong', text, session: request.session }),
  );
}

function statusOf(error: FastifyError | Error): number {
  if (error instanceof Refusal) return error.status;
  if (isMoving(error)) return 503;
  const { statusCode } = error as FastifyError;
  return statusCode !== undefined && statusCode >= 400 && statusCode < 500 ? statusCode : 500;
}

function isMoving(error: Error): boolean {
  return isFenced(error) || (error instanceof DomainError && error.code === 'ORGANIZATION_MOVING');
}

function textOf(error: Error, status: number): string {
  if (error instanceof Refusal) return error.reason;
  if (isMoving(error))
    return 'The organization is moving, or has moved, to another cell: it can be read here, but not changed. Nothing was changed.';
  return status >= 500
    ? 'The console could not do this. See its log for the cause, and check that the database is reachable.'
    : 'The request is malformed.';
}
