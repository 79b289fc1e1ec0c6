import { applyDecorators, type CanActivate, type ExecutionContext, Injectable, UseGuards } from '@nestjs/common';
import { authorizeAction, type Principal, type Provisioner } from '@roster/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RateLimiter } from '../rate-limits/rate-limiter.js';
import { Authenticator } from './authenticator.js';
import { ProvisioningTokens } from './provisioning-tokens.js';
import { requestOrigin } from './request-origin.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Null except on routes that take a provisioning token. */
    provisioner: Provisioner | null;
  }
}

/**
 * Lets a request through that has a provisioning token. On all other routes such a token is like any unknown one.
 */
@Injectable()
class ProvisioningGuard implements CanActivate {
  constructor(
    private readonly tokens: ProvisioningTokens,
    private readonly authenticator: Authenticator,
    private readonly limiter: RateLimiter,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const principal = await this.authenticate(request);
    this.limiter.take(principal, context.switchToHttp().getResponse<FastifyReply>());
    authorizeAction(principal, 'organization.create');
    return true;
  }

  private async authenticate(request: FastifyRequest): Promise<Principal | Provisioner> {
    const { authorization } = request.headers;
    const origin = requestOrigin(request);
    request.provisioner = this.tokens.authenticate(authorization, origin.source);
    if (request.provisioner !== null) return request.provisioner;
    request.principal = await this.authenticator.authenticate(authorization, origin);
    return request.principal;
  }
}

/** For the route that creates an organization: it takes a provisioning token. */
export function AllowProvisioning(): MethodDecorator {
  return applyDecorators(UseGuards(ProvisioningGuard));
}
