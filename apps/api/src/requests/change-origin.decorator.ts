import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { ChangeOrigin } from '@roster/domain';
import type { FastifyRequest } from 'fastify';
import { traceOf } from './request-trace.js';

/** Who asks for the change, for the audit. */
export const Origin = createParamDecorator((_: undefined, context: ExecutionContext): ChangeOrigin => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  if (request.principal === null) throw new Error('a change needs a principal: its route lacks @Allow');
  return { actor: request.principal.actor, channel: 'rest', traceId: traceOf(request).traceId };
});
