import { FairQueue } from '@roster/queue';
import { sourceOf } from '@roster/runtime';
import type { FastifyInstance } from 'fastify';
import { waitOf } from './answer-deadline.js';

/** How many requests are handled in one turn of the event loop. */
const REQUESTS_PER_TURN = 16;

/** The same, after a turn in which a connection was accepted: more are probably waiting to be accepted. */
const REQUESTS_PER_TURN_WHILE_ACCEPTING = 4;

/**
 * Handles requests that arrived together in several turns of the event loop. Otherwise replies from the queue, timers and
 * new connections, of which Node.js accepts one in each turn, would wait until all of a thousand requests are handled.
 * Callers take turns as well, by their addresses. Within an address, requests that are to be answered at once alternate with
 * the others. Probes do not wait.
 */
export function handleInTurns(server: FastifyInstance): void {
  /** The requests of each address, by whether they are to be answered at once. */
  const waiting = new Map<string | undefined, FairQueue<boolean, () => void>>();
  /** As many turns of each address as it has requests. */
  const turns = new FairQueue<string | undefined, () => void>();
  let accepted = false;
  let limit = REQUESTS_PER_TURN;
  let handled = 0;

  const nextTurn = () => {
    limit = accepted ? REQUESTS_PER_TURN_WHILE_ACCEPTING : REQUESTS_PER_TURN;
    accepted = false;
    const next = turns.take(limit);
    handled = next.length;
    if (handled > 0) setImmediate(nextTurn);
    for (const handleOne of next) handleOne();
  };

  server.server.on('connection', () => {
    accepted = true;
  });
  server.addHook('onRequest', (request, _reply, done) => {
    const { raw, routeOptions } = request;
    if (handled >= limit && !routeOptions.url?.startsWith('/health/')) {
      const source = sourceOf(request);
      const requests = waiting.get(source) ?? new FairQueue();
      waiting.set(source, requests);
      // A caller that has disconnected by then is not served, and its body, which never ends, is not awaited.
      requests.push(waitOf(request) === 0, () => done(raw.errored ?? undefined));
      turns.push(source, () => {
        const [handle] = requests.take(1);
        if (requests.size === 0) waiting.delete(source);
        handle?.();
      });
      return;
    }
    if (handled === 0) setImmediate(nextTurn);
    handled += 1;
    done();
  });
}
