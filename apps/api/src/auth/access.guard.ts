import { applyDecorators, type CanActivate, type ExecutionContext, Injectable, UseGuards } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type Action, authorize, type OrganizationId, type Principal } from '@roster/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RateLimiter } from '../rate-limits/rate-limiter.js';
import { Authenticator } from './authenticator.js';
import { DepartmentManagers } from './department-managers.js';
import { requestOrigin } from './request-origin.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Null on routes that need no token of an organization. */
    principal: Principal | null;
  }
}

interface PathParams {
  readonly organization_id: OrganizationId;
  readonly department_id?: string;
}

const ActionOf = Reflector.createDecorator<Action | null>();

/** Checks that the token allows the action in the path's organization, or at least in the path's department. */
@Injectable()
class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
    private readonly managers: DepartmentManagers,
    private readonly limiter: RateLimiter,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest<{ Params: PathParams }>>();
    const action = this.reflector.get(ActionOf, context.getHandler());
    const principal = await this.authenticator.authenticate(request.headers.authorization, requestOrigin(request));
    request.principal = principal;
    this.limiter.take(principal, context.switchToHttp().getResponse<FastifyReply>());
    if (action === null) return true;
    const { organization_id: organizationId, department_id: departmentId } = request.params;
    const asManager =
      principal.organizationId === organizationId && (await this.managers.mayDo(principal, action, departmentId));
    if (!asManager) authorize(principal, action, organizationId);
    return true;
  }
}

/** The action of a route. Callers need a token that allows it; null: any token of an organization. */
export function Allow(action: Action | null): MethodDecorator {
  return applyDecorators(ActionOf(action), UseGuards(AccessGuard));
}
