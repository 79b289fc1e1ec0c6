import { FairQueue } from '@roster/queue';
import type { FastifyInstance } from 'fastify';

/** Requests that are handled in one turn of the event loop. */
const REQUESTS_PER_TURN = 4;

/**
 * Handles requests that arrived together in several turns of the event loop. Otherwise replies from the queue, timers and
 * new connections, of which Node.js accepts one in each turn, would wait until all of a thousand requests are handled.
 * Organizations take turns as well.
 */
export function handleInTurns(server: FastifyInstance): void {
  const waiting = new FairQueue<string, () => void>();
  let handled = 0;

  const nextTurn = () => {
    const requests = waiting.take(REQUESTS_PER_TURN);
    handled = requests.length;
    if (handled > 0) setImmediate(nextTurn);
    for (const handle of requests) handle();
  };

  server.addHook('onRequest', ({ params }, _reply, done) => {
    if (handled === REQUESTS_PER_TURN) {
      waiting.push((params as { readonly organization_id?: string }).organization_id ?? '', done);
      return;
    }
    if (handled === 0) setImmediate(nextTurn);
    handled += 1;
    done();
  });
}
