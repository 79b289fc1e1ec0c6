import { Controller, Inject } from '@nestjs/common';
import { provisionOrganization, readOrganization, renameOrganization, runIdempotently } from '@roster/database';
import type { DataSource } from 'typeorm';
import { issuedApiKey } from '../api-keys/issued-api-key.js';
import { created } from '../contract/answers.js';
import { Endpoint, type RequestOf } from '../contract/endpoint.decorator.js';
import { READS, WRITES } from '../tokens.js';
import { organizations } from './organizations.contract.js';

@Controller()
export class OrganizationsController {
  constructor(
    @Inject(READS) private readonly reads: DataSource,
    @Inject(WRITES) private readonly writes: DataSource,
  ) {}

  @Endpoint(organizations.createOrganization)
  async create({ origin, body, keyed }: RequestOf<typeof organizations.createOrganization>) {
    const made = await runIdempotently(this.writes, keyed, (tx) => provisionOrganization(tx, origin, body));
    const { organization, owner, apiKey } = made;
    const location = `/v1/organizations/${organization.id}`;
    return created({ organization, owner, api_key: issuedApiKey(apiKey) }, { Location: location });
  }

  @Endpoint(organizations.retrieveOrganization)
  retrieve({ path }: RequestOf<typeof organizations.retrieveOrganization>) {
    return readOrganization(this.reads.manager, path.organizationId);
  }

  @Endpoint(organizations.updateOrganization)
  update({ caller, body, keyed }: RequestOf<typeof organizations.updateOrganization>) {
    return runIdempotently(this.writes, keyed, (tx) => renameOrganization(tx, caller, body.name));
  }
}
