import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Principal, Provisioner } from '@roster/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from './access.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Null on routes that need no token of an organization. */
    principal: Principal | null;
    /** Null except on routes that take a provisioning token. */
    provisioner: Provisioner | null;
  }
}

/** Admits requests to the routes of the API. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly access: Access) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    await this.access.admit(http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
    return true;
  }
}
