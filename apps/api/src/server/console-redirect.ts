import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Redirects `/ops` to the console. Without a URL the route does not exist. */
export function redirectToConsole(server: FastifyInstance, consoleUrl: string | undefined): void {
  if (consoleUrl === undefined) return;
  const { origin } = new URL(consoleUrl);
  const redirect = ({ url }: FastifyRequest, reply: FastifyReply) => reply.redirect(`${origin}${url}`, 302);
  server.get('/ops', redirect);
  server.get('/ops/*', redirect);
}
