import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type Caller, type ChangeOrigin, originOf } from '@roster/domain';
import { addressOf } from '@roster/runtime';
import type { FastifyRequest } from 'fastify';
import { traceOf } from './request-trace.js';

/** Who asks, as changes are judged and audited. */
export function callerOf(request: FastifyRequest): Caller {
  const { principal } = request;
  if (principal === null) throw new Error('a change needs a principal: its route lacks @Allow');
  return { principal, channel: 'rest', traceId: traceOf(request).traceId, address: addressOf(request) };
}

export const CallerOf = createParamDecorator((_: undefined, context: ExecutionContext): Caller => {
  return callerOf(context.switchToHttp().getRequest<FastifyRequest>());
});

/** Where the change comes from, for the audit. */
export const Origin = createParamDecorator((_: undefined, context: ExecutionContext): ChangeOrigin => {
  return originOf(callerOf(context.switchToHttp().getRequest<FastifyRequest>()));
});
