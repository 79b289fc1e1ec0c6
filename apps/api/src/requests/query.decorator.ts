import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { parseOrRefuse } from './validation.js';

/** The query parameters, validated by a schema; in a closure for the reason given at `JsonBody`. */
export function ValidQuery(schema: z.ZodType): ParameterDecorator {
  return createParamDecorator((_: undefined, context: ExecutionContext) => {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    return parseOrRefuse(schema, { ...(request.query as object) }, 'query');
  })();
}
