import type { ConsoleSession } from '@roster/database';
import type { ConsoleAction } from '@roster/domain';

/** Who may use a route: anybody, whoever is signed in, or who may do an action. A route without it cannot be made. */
type RouteAccess = 'public' | 'signed-in' | ConsoleAction;

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: RouteAccess;
    /** Its body is read by somebody else, who sends the token of the session in a header. */
    csrf?: 'header';
  }
  interface FastifyRequest {
    session: ConsoleSession | null;
  }
}
