import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Sends whoever looks for the console here to the process that serves it. Not set: there is no such address. */
export function redirectToConsole(server: FastifyInstance, consoleUrl: string | undefined): void {
  if (consoleUrl === undefined) return;
  const { origin } = new URL(consoleUrl);
  const redirect = ({ url }: FastifyRequest, reply: FastifyReply) => reply.redirect(`${origin}${url}`, 302);
  server.get('/ops', redirect);
  server.get('/ops/*', redirect);
}
