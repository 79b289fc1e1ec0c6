import { Injectable } from '@nestjs/common';
import { type Action, authorize, authorizeAction, type OrganizationId, type Principal } from '@roster/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OrganizationCells } from '../cells/organization-cells.js';
import { RateLimiter } from '../rate-limits/rate-limiter.js';
import { Authenticator } from './authenticator.js';
import { DepartmentManagers } from './department-managers.js';
import { ProvisioningTokens } from './provisioning-tokens.js';
import { requestOrigin } from './request-origin.js';
import { ScimAuthenticator } from './scim-authenticator.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * What the caller's token must allow. Null: any token of an organization will do. `provisioning`: the route takes a
     * provisioning token. `scim`: it takes the token of a SCIM connection. Unset: the route needs no token.
     */
    access?: Action | null | 'provisioning' | 'scim';
  }
}

interface PathParams {
  readonly organization_id: OrganizationId;
  readonly department_id?: string;
}

/** Whether a request may be made: its token, the rate limits, and what the token allows. */
@Injectable()
export class Access {
  constructor(
    private readonly authenticator: Authenticator,
    private readonly connections: ScimAuthenticator,
    private readonly provisioningTokens: ProvisioningTokens,
    private readonly managers: DepartmentManagers,
    private readonly limiter: RateLimiter,
    private readonly cells: OrganizationCells,
  ) {}

  /**
   * Sets who makes the request. A request that was admitted before is neither checked nor counted again.
   *
   * @throws DomainError UNAUTHENTICATED, RATE_LIMITED, PERMISSION_DENIED, ORGANIZATION_NOT_FOUND, ORGANIZATION_MOVING,
   *   ORGANIZATION_MOVED
   */
  async admit(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { access } = request.routeOptions.config;
    if (access === undefined || request.principal !== null || request.provisioner !== null) return;
    if (access === 'provisioning') await this.admitProvisioner(request, reply);
    else if (access === 'scim') await this.admitConnection(request, reply);
    else await this.admitPrincipal(request, reply, access);
  }

  /** The action must be allowed in the path's organization, or at least in the path's department. */
  private async admitPrincipal(request: FastifyRequest, reply: FastifyReply, action: Action | null): Promise<void> {
    const principal = await this.principalOf(request);
    this.limiter.take(principal, reply);
    await this.cells.admit(principal.organizationId, request);
    if (action === null) return;
    const { organization_id: organizationId, department_id: departmentId } = request.params as PathParams;
    const asManager =
      principal.organizationId === organizationId && (await this.managers.mayDo(principal, action, departmentId));
    if (!asManager) authorize(principal, action, organizationId);
  }

  private async admitConnection(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    request.principal = await this.connections.authenticate(request.headers.authorization, requestOrigin(request));
    this.limiter.take(request.principal, reply);
    await this.cells.admit(request.principal.organizationId, request);
  }

  /** On all other routes a provisioning token is like any unknown one. */
  private async admitProvisioner(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { source } = requestOrigin(request);
    request.provisioner = this.provisioningTokens.authenticate(request.headers.authorization, source);
    const principal = request.provisioner ?? (await this.principalOf(request));
    this.limiter.take(principal, reply);
    authorizeAction(principal, 'organization.create');
  }

  private async principalOf(request: FastifyRequest): Promise<Principal> {
    request.principal = await this.authenticator.authenticate(request.headers.authorization, requestOrigin(request));
    return request.principal;
  }
}
