import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { DomainError } from '@roster/domain';
import { newTraceContext } from '@roster/runtime';
import { errorAnswer } from '../errors/error-answer.js';
import { closeLingering } from './lingering-close.js';
import { ALLOWED_ANYWHERE } from './method-not-allowed.js';
import { securityHeaders } from './security-headers.js';

/** Answers bytes that Node could not parse. There is no request object, so the answer is written to the socket. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  // The caller's end in the middle of a request is an error, too.
  if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
  else endWith(toRefusal(error.code), socket);
}

/** CONNECT is for proxies (RFC 9110, section 9.3.6). Without a listener Node would close the connection in silence. */
export function refuseConnect(_request: IncomingMessage, socket: Duplex): void {
  socket.on('error', () => socket.destroy());
  endWith(new DomainError('METHOD_NOT_ALLOWED', { allowed: ALLOWED_ANYWHERE }), socket);
}

function endWith(refusal: DomainError, socket: Duplex): void {
  const request = { traceId: newTraceContext().traceId, accept: undefined, authorization: undefined, path: '' };
  const { status, headers, body } = errorAnswer(refusal, request);
  const payload = JSON.stringify(body);
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    ...Object.entries({ ...securityHeaders(), ...headers }).map(([name, value]) => `${name}: ${value}`),
    `trace-id: ${request.traceId}`,
    `content-length: ${Buffer.byteLength(payload)}`,
    'connection: close',
  ];
  socket.write(`${lines.join('\r\n')}\r\n\r\n${payload}`);
  closeLingering(socket);
}

function toRefusal(code: string | undefined): DomainError {
  if (code === 'HPE_HEADER_OVERFLOW') return new DomainError('HEADERS_TOO_LARGE', { limit_bytes: 16 * 1024 });
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new DomainError('REQUEST_TIMEOUT');
  return new DomainError('MALFORMED_REQUEST', { part: 'request' });
}
