import {
  applyDecorators,
  createParamDecorator,
  Delete,
  type ExecutionContext,
  Get,
  Patch,
  Post,
  Put,
  UseGuards,
} from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccessGuard } from '../../auth/access.guard.js';
import type { Answer } from '../../contract/answers.js';
import { SCIM_BODY_LIMIT_BYTES } from '../../limits.js';
import { SCIM_BASE } from './scim-paths.js';
import { ScimRequest } from './scim-request.js';

const METHODS = { GET: Get, POST: Post, PUT: Put, PATCH: Patch, DELETE: Delete } as const;

const Request = createParamDecorator((_: undefined, context: ExecutionContext) => {
  const http = context.switchToHttp();
  return new ScimRequest(http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
});

/** Makes a method the handler of a SCIM endpoint, for identity providers with the token of a connection. */
export function ScimEndpoint(method: keyof typeof METHODS, path: string) {
  const decorate = applyDecorators(
    METHODS[method](`${SCIM_BASE}${path}`),
    UseGuards(AccessGuard),
    RouteConfig({
      access: 'scim',
      largestBody: SCIM_BODY_LIMIT_BYTES,
      answersWhole: true,
      ...(method === 'GET' ? { compresses: true } : {}),
    }),
  );
  return <Handler extends (request: ScimRequest) => Answer<number, unknown> | Promise<Answer<number, unknown>>>(
    target: object,
    name: string,
    descriptor: TypedPropertyDescriptor<Handler>,
  ): void => {
    Request()(target, name, 0);
    decorate(target, name, descriptor);
  };
}
