import { collectLog } from '@roster/testing';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ErrorFilter } from './error.filter.js';

/** What the filter answers with and logs for an error, in a request whose body failed with `errored`. */
function answerTo(exception: Error, errored: Error | null) {
  const { logger, log } = collectLog();
  let status = 0;
  const reply: Record<string, unknown> = { sent: false };
  for (const method of ['header', 'headers', 'serializer', 'send']) reply[method] = () => reply;
  reply.code = (code: number) => {
    status = code;
    return reply;
  };
  const request = { raw: { errored }, headers: {}, url: '/v1/me', routeOptions: {}, trace: null, deadline: null };
  new ErrorFilter(logger).answer(exception, request as unknown as FastifyRequest, reply as unknown as FastifyReply);
  return { status, code: reply.errorCode, levels: log.map(({ level }) => level) };
}

const reset = () => Object.assign(new Error('aborted'), { code: 'ECONNRESET' });

it('a caller who goes away while sending is no outage, and not worth a warning', () => {
  const aborted = reset();
  expect(answerTo(aborted, aborted)).toEqual({ status: 408, code: 'REQUEST_TIMEOUT', levels: [] });
});

it('a connection of ours that is reset is one', () => {
  expect(answerTo(reset(), null)).toEqual({ status: 503, code: 'SERVICE_UNAVAILABLE', levels: ['warn'] });
});
