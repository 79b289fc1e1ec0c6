import { Controller, Inject, Post, Res } from '@nestjs/common';
import { type KeyedRequest, provisionOrganization, runIdempotently } from '@roster/database';
import { type ChangeOrigin, type NewOrganization, newOrganizationSchema } from '@roster/domain';
import type { FastifyReply } from 'fastify';
import type { DataSource } from 'typeorm';
import { issuedApiKey } from '../api-keys/api-key-schemas.js';
import { AllowProvisioning } from '../auth/provisioning.guard.js';
import { WRITES } from '../connections/tokens.js';
import { Origin } from '../requests/caller.decorator.js';
import { JsonBody } from '../requests/json-body.decorator.js';
import { Keyed } from '../requests/keyed-request.decorator.js';
import type { CreatedOrganization } from './organization-schemas.js';
import { DocumentCreate } from './organizations.docs.js';

/** Where an organization begins: the one route that is not of an organization. */
@Controller('v1/organizations')
export class ProvisioningController {
  constructor(@Inject(WRITES) private readonly writes: DataSource) {}

  @Post()
  @AllowProvisioning()
  @DocumentCreate()
  async create(
    @Origin() origin: ChangeOrigin,
    @JsonBody(newOrganizationSchema) wanted: NewOrganization,
    @Keyed() request: KeyedRequest | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CreatedOrganization> {
    const { organization, owner, apiKey } = await runIdempotently(this.writes, request, (tx) =>
      provisionOrganization(tx, origin, wanted),
    );
    reply.header('location', `/v1/organizations/${organization.id}`);
    return { organization, owner, api_key: issuedApiKey(apiKey) };
  }
}
