import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { parseIfMatch } from './if-match.js';

/** The versions that `If-Match` names; null when the caller does not send it. */
export const IfMatch = createParamDecorator((_: undefined, context: ExecutionContext) => {
  return parseIfMatch(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']);
});
