import { applyDecorators, type CanActivate, type ExecutionContext, Injectable, UseGuards } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type Action, authorize, type OrganizationId, type Principal } from '@roster/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RateLimiter } from '../rate-limits/rate-limiter.js';
import { Authenticator } from './authenticator.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null on routes that ask for nobody. */
    principal: Principal | null;
  }
}

const ActionOf = Reflector.createDecorator<Action>();

/** Lets a request through when its token may do this in the organization of the path. */
@Injectable()
class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
    private readonly limiter: RateLimiter,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context
      .switchToHttp()
      .getRequest<FastifyRequest<{ Params: { organization_id: OrganizationId } }>>();
    request.principal = await this.authenticator.authenticate(request.headers.authorization);
    this.limiter.take(request.principal, context.switchToHttp().getResponse<FastifyReply>());
    authorize(request.principal, this.reflector.get(ActionOf, context.getHandler()), request.params.organization_id);
    return true;
  }
}

/** What a route does: callers need a token that allows it. */
export function Allow(action: Action): MethodDecorator {
  return applyDecorators(ActionOf(action), UseGuards(AccessGuard));
}
