import { Controller, Inject } from '@nestjs/common';
import { readApiKey, readMember, readOrganization } from '@roster/database';
import { apiKeyIdSchema, DomainError, errorDefinition, type Principal, userIdSchema } from '@roster/domain';
import type { FastifyRequest } from 'fastify';
import { decodeJwt } from 'jose';
import type { DataSource } from 'typeorm';
import { bearerToken } from '../auth/bearer-token.js';
import { Endpoint, type RequestOf } from '../contract/endpoint.decorator.js';
import { READS } from '../tokens.js';
import { type Me, me } from './me.contract.js';

@Controller()
export class MeController {
  constructor(@Inject(READS) private readonly reads: DataSource) {}

  @Endpoint(me.retrieveMe)
  async retrieve({ caller: { principal }, headers }: RequestOf<typeof me.retrieveMe>): Promise<Me> {
    const holder = principal.actor.type === 'user' ? this.user(principal, headers) : this.key(principal);
    const [who, organization] = await Promise.all([
      holder,
      readOrganization(this.reads.manager, principal.organizationId),
    ]).catch(refuseTheGone);
    return { ...who, organization, scopes: [...principal.scopes] };
  }

  private async key({ organizationId, actor }: Principal) {
    const key = await readApiKey(this.reads.manager, organizationId, apiKeyIdSchema.parse(actor.id));
    return { type: 'api_key', id: key.id, name: key.name, role: null, expires_at: key.expires_at } as const;
  }

  private async user({ organizationId, actor }: Principal, headers: FastifyRequest['headers']) {
    const { user_id, full_name, role } = await readMember(
      this.reads.manager,
      organizationId,
      userIdSchema.parse(actor.id),
    );
    return { type: 'user', id: user_id, name: full_name, role, expires_at: expiryOf(headers) } as const;
  }
}

/** The guard knows a principal for some seconds longer than it exists. */
function refuseTheGone(error: unknown): never {
  const gone = error instanceof DomainError && errorDefinition(error.code).status === 404;
  throw gone ? new DomainError('UNAUTHENTICATED', {}, { cause: error }) : error;
}

/** When the token of a signed-in user ends. The guard has verified it. */
function expiryOf({ authorization }: FastifyRequest['headers']): string | null {
  const { exp } = decodeJwt(bearerToken(authorization) ?? '');
  return exp === undefined ? null : new Date(exp * 1_000).toISOString();
}
