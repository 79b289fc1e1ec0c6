import { Controller, Inject } from '@nestjs/common';
import { provisionOrganization, readOrganization, renameOrganization, runIdempotently } from '@roster/database';
import { type ApiKeyPolicy, type OrganizationObject, organizationVersion } from '@roster/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { issuedApiKey } from '../api-keys/issued-api-key.js';
import { created, ok } from '../contract/answers.js';
import { Endpoint, type RequestOf } from '../contract/endpoint.decorator.js';
import { KEY_POLICY, READS, WRITES } from '../tokens.js';
import { organizations } from './organizations.contract.js';

@Controller()
export class OrganizationsController {
  constructor(
    @Inject(READS) private readonly reads: DataSource,
    @Inject(WRITES) private readonly writes: DataSource,
    @Inject(KEY_POLICY) private readonly policy: ApiKeyPolicy,
  ) {}

  @Endpoint(organizations.createOrganization)
  async create({ origin, body, keyed }: RequestOf<typeof organizations.createOrganization>) {
    const provision = (tx: EntityManager) => provisionOrganization(tx, origin, body, this.policy);
    const made = await runIdempotently(this.writes, keyed, provision);
    const { organization, owner, apiKey } = made;
    const location = `/v1/organizations/${organization.id}`;
    return created({ organization, owner, api_key: issuedApiKey(apiKey) }, { Location: location });
  }

  @Endpoint(organizations.retrieveOrganization)
  async retrieve({ path }: RequestOf<typeof organizations.retrieveOrganization>) {
    return tagged(await readOrganization(this.reads.manager, path.organizationId));
  }

  @Endpoint(organizations.updateOrganization)
  async update({ caller, body, expected, keyed }: RequestOf<typeof organizations.updateOrganization>) {
    const rename = (tx: EntityManager) => renameOrganization(tx, caller, body.name, expected);
    return tagged(await runIdempotently(this.writes, keyed, rename));
  }
}

function tagged(organization: OrganizationObject) {
  return ok(organization, { ETag: `"${organizationVersion(organization)}"` });
}
