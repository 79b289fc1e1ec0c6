import type { ConsoleSession } from '@roster/database';
import type { FastifyRequest } from 'fastify';
import './route-access.js';

/** Who asks. Only for routes that are not public: the guard lets nobody else through to them. */
export function sessionOf(request: FastifyRequest): ConsoleSession {
  if (request.session === null) throw new Error(`${request.routeOptions.url} is public`);
  return request.session;
}
