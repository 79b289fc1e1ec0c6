import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { DomainError } from '@roster/domain';
import { newTraceContext } from '@roster/runtime';
import { errorAnswer } from '../errors/error-answer.js';

/** Answers bytes that Node could not parse. There is no request object, so the answer is written to the socket. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const request = { traceId: newTraceContext().traceId, accept: undefined, authorization: undefined, path: '' };
  const { status, headers, body } = errorAnswer(toRefusal(error.code), request);
  const payload = JSON.stringify(body);
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `trace-id: ${request.traceId}`,
    `content-length: ${Buffer.byteLength(payload)}`,
    'connection: close',
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${payload}`);
}

function toRefusal(code: string | undefined): DomainError {
  if (code === 'HPE_HEADER_OVERFLOW') return new DomainError('HEADERS_TOO_LARGE', { limit_bytes: 16 * 1024 });
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new DomainError('REQUEST_TIMEOUT');
  return new DomainError('MALFORMED_REQUEST', { part: 'request' });
}
