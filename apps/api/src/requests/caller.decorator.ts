import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Caller } from '@roster/domain';
import type { FastifyRequest } from 'fastify';
import { traceOf } from './request-trace.js';

/** Who asks, as changes are judged and audited. */
export const CallerOf = createParamDecorator((_: undefined, context: ExecutionContext): Caller => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  if (request.principal === null) throw new Error('a change needs a principal: its route lacks @Allow');
  return { principal: request.principal, channel: 'rest', traceId: traceOf(request).traceId };
});
