import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { readJson } from './read-json.js';
import { parseOrRefuse } from './validation.js';

/**
 * The request's body, read as JSON and validated. It is read here and not by the server, so that guards run first: a
 * stranger learns nothing about what a body should look like.
 *
 * The schema is kept in a closure: as an argument, Nest would take it for a pipe, since it has a method `transform`.
 */
export function JsonBody(schema: z.ZodType): ParameterDecorator {
  return createParamDecorator((_: undefined, context: ExecutionContext) => {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    return parseOrRefuse(schema, readJson(request), 'body');
  })();
}
