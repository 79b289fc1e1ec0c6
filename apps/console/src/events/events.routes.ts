import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { sessionOf } from '../access/guard.js';
import { sendPage } from '../layout/page.js';
import type { Services } from '../services.js';
import { EventsPage } from './events.page.js';

const PAGE = 50;

/** An id of an event is a bigint of Postgres; what is none counts as the beginning. */
const querySchema = z.object({
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional()
    .catch(undefined),
});

export function serveEvents(server: FastifyInstance, { events }: Services): void {
  server.get('/ops/events', { config: { access: 'event.read' } }, async (request, reply) => {
    const { before } = querySchema.parse(request.query);
    const found = await events.list(PAGE + 1, before);
    const shown = found.slice(0, PAGE);
    const next = found.length > PAGE ? (shown.at(-1)?.id ?? null) : null;
    return sendPage(reply, EventsPage({ session: sessionOf(request), events: shown, next }));
  });
}
