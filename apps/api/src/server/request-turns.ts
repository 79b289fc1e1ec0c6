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
 * Callers take turns as well, by their addresses. Requests that have waited for as long as they may take half of each turn,
 * so that they are still answered within a second. Probes do not wait.
 */
export function handleInTurns(server: FastifyInstance): void {
  const waiting = new FairQueue<string | undefined, () => void>();
  const overdue = new FairQueue<string | undefined, () => void>();
  let accepted = false;
  let limit = REQUESTS_PER_TURN;
  let handled = 0;

  const nextTurn = () => {
    limit = accepted ? REQUESTS_PER_TURN_WHILE_ACCEPTING : REQUESTS_PER_TURN;
    accepted = false;
    const requests = overdue.take(limit / 2);
    requests.push(...waiting.take(limit - requests.length));
    handled = requests.length;
    if (handled > 0) setImmediate(nextTurn);
    for (const handle of requests) handle();
  };

  server.server.on('connection', () => {
    accepted = true;
  });
  server.addHook('onRequest', (request, _reply, done) => {
    const { raw, routeOptions } = request;
    if (handled >= limit && !routeOptions.url?.startsWith('/health/')) {
      const source = sourceOf(request);
      let isWaiting = true;
      const handle = () => {
        if (!isWaiting) return;
        isWaiting = false;
        clearTimeout(timer);
        // A caller that has disconnected by then is not served, and its body, which never ends, is not awaited.
        done(raw.errored ?? undefined);
      };
      waiting.push(source, handle);
      const timer = setTimeout(() => overdue.push(source, handle), waitOf(request));
      return;
    }
    if (handled === 0) setImmediate(nextTurn);
    handled += 1;
    done();
  });
}
