import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { OrganizationId } from '@roster/domain';
import { MembershipGateway } from '@roster/queue';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** The routes of single changes. */
const CHANGES = /^\/v1\/organizations\/:organization_id\/departments\/:department_id\/members(?:$|\/:user_id)/;

/**
 * Refuses changes that would wait too long as soon as their headers have arrived. Under overload most requests are
 * refused, and a refusal must cost next to nothing: it comes before the token is checked and the body is read. A caller
 * without a token learns only that the service is busy.
 */
@Injectable()
export class EarlyRefusal implements OnApplicationBootstrap {
  constructor(
    private readonly adapter: HttpAdapterHost,
    private readonly gateway: MembershipGateway,
  ) {}

  onApplicationBootstrap(): void {
    const server = this.adapter.httpAdapter.getInstance<FastifyInstance>();
    server.addHook('onRequest', (request, _reply, done) => {
      if (!isChange(request)) return done();
      const { organization_id } = request.params as { readonly organization_id: OrganizationId };
      done(this.gateway.refusal(organization_id) ?? undefined);
    });
  }
}

function isChange({ method, routeOptions: { url } }: FastifyRequest): boolean {
  return method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS' && url !== undefined && CHANGES.test(url);
}
