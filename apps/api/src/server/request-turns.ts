import { FairQueue } from '@roster/queue';
import type { FastifyInstance } from 'fastify';

/** Requests that are handled in one turn of the event loop, and those after a turn in which a connection was accepted. */
const MOST = 16;
const MOST_WHILE_ACCEPTING = 4;

/**
 * Handles requests that arrived together in several turns of the event loop. Otherwise replies from the queue, timers and
 * new connections, of which Node.js accepts one in each turn, would wait until all of a thousand requests are handled.
 * Organizations take turns as well.
 */
export function handleInTurns(server: FastifyInstance): void {
  const waiting = new FairQueue<string, () => void>();
  let accepted = false;
  let most = MOST;
  let handled = 0;

  const nextTurn = () => {
    most = accepted ? MOST_WHILE_ACCEPTING : MOST;
    accepted = false;
    const requests = waiting.take(most);
    handled = requests.length;
    if (handled > 0) setImmediate(nextTurn);
    for (const handle of requests) handle();
  };

  server.server.on('connection', () => {
    accepted = true;
  });
  server.addHook('onRequest', ({ params }, _reply, done) => {
    if (handled >= most) {
      waiting.push((params as { readonly organization_id?: string }).organization_id ?? '', done);
      return;
    }
    if (handled === 0) setImmediate(nextTurn);
    handled += 1;
    done();
  });
}
