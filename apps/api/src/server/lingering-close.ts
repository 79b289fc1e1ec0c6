import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';

/** How long a caller may still be sending after the answer, in milliseconds. */
const LINGER_MS = 5_000;

/**
 * Ends a connection whose caller may still be sending. A close with unread bytes would reset the connection, and the
 * caller could lose the answer (RFC 9112, section 9.6). What arrives is read past the parser, as no request may follow,
 * and discarded.
 */
export function closeLingering(socket: Duplex): void {
  socket.end();
  // Node's parser reads past the stream, and pauses it while nobody reads the body. It must go on reading first.
  if (socket.readableFlowing === false) socket.once('resume', () => discard(socket)).resume();
  else discard(socket);
  const timer = setTimeout(() => socket.destroy(), LINGER_MS).unref();
  socket.once('end', () => socket.destroy());
  socket.once('close', () => clearTimeout(timer));
}

/** Takes the bytes from the parser, which it gives up once somebody else listens. */
function discard(socket: Duplex): void {
  socket.on('data', () => {});
  socket.removeAllListeners('data');
}

/** Closes so after an answer that comes before the whole body, if its connection is to be closed. */
export function lingerAfterEarlyAnswers(server: FastifyInstance): void {
  server.addHook('onSend', ({ raw }, _reply, _payload, done) => {
    const { complete, socket } = raw;
    // Node calls this after the answer to a request, unless the connection is kept.
    if (!complete) socket.destroySoon = () => closeLingering(socket);
    done();
  });
}
