import { Controller, Get, Inject, Patch } from '@nestjs/common';
import { type KeyedRequest, readOrganization, renameOrganization, runIdempotently } from '@roster/database';
import type { Caller, OrganizationId, OrganizationObject } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { Allow } from '../auth/access.guard.js';
import { READS, WRITES } from '../connections/tokens.js';
import { CallerOf } from '../requests/caller.decorator.js';
import { JsonBody } from '../requests/json-body.decorator.js';
import { Keyed } from '../requests/keyed-request.decorator.js';
import { PathId } from '../requests/path-id.decorator.js';
import { type UpdateOrganizationBody, updateOrganizationBodySchema } from './organization-schemas.js';
import { DocumentRetrieve, DocumentUpdate } from './organizations.docs.js';

@Controller('v1/organizations/:organization_id')
export class OrganizationsController {
  constructor(
    @Inject(READS) private readonly reads: DataSource,
    @Inject(WRITES) private readonly writes: DataSource,
  ) {}

  @Get()
  @Allow('organization.read')
  @DocumentRetrieve()
  retrieve(@PathId('organization_id') organizationId: OrganizationId): Promise<OrganizationObject> {
    return readOrganization(this.reads.manager, organizationId);
  }

  @Patch()
  @Allow('organization.update')
  @DocumentUpdate()
  update(
    @CallerOf() caller: Caller,
    @JsonBody(updateOrganizationBodySchema) { name }: UpdateOrganizationBody,
    @Keyed() request: KeyedRequest | null,
  ): Promise<OrganizationObject> {
    return runIdempotently(this.writes, request, (tx) => renameOrganization(tx, caller, name));
  }
}
