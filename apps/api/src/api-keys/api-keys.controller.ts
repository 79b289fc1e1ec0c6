import { Controller, Inject } from '@nestjs/common';
import {
  createApiKey,
  type IssuedKey,
  listApiKeys,
  readApiKey,
  revokeApiKey,
  rotateApiKey,
  runIdempotently,
} from '@roster/database';
import type { ApiKeyPolicy, OrganizationId } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { created, noContent } from '../contract/answers.js';
import { encodeCursor } from '../contract/cursor.js';
import { Endpoint, type RequestOf } from '../contract/endpoint.decorator.js';
import { KEY_POLICY, READS, WRITES } from '../tokens.js';
import { apiKeys } from './api-keys.contract.js';
import { issuedApiKey } from './issued-api-key.js';

@Controller()
export class ApiKeysController {
  constructor(
    @Inject(READS) private readonly reads: DataSource,
    @Inject(WRITES) private readonly writes: DataSource,
    @Inject(KEY_POLICY) private readonly policy: ApiKeyPolicy,
  ) {}

  @Endpoint(apiKeys.createApiKey)
  async create({ path, caller, body, keyed }: RequestOf<typeof apiKeys.createApiKey>) {
    const create = (tx: DataSource['manager']) => createApiKey(tx, caller, body, this.policy);
    return issued(path.organizationId, await runIdempotently(this.writes, keyed, create));
  }

  @Endpoint(apiKeys.listApiKeys)
  async list({ path, query }: RequestOf<typeof apiKeys.listApiKeys>) {
    const { status, limit, cursor: after } = query;
    const { items, next } = await listApiKeys(this.reads.manager, { ...path, status, limit, after });
    return { data: items, next_cursor: next && encodeCursor(next) };
  }

  @Endpoint(apiKeys.retrieveApiKey)
  retrieve({ path }: RequestOf<typeof apiKeys.retrieveApiKey>) {
    return readApiKey(this.reads.manager, path.organizationId, path.keyId);
  }

  @Endpoint(apiKeys.rotateApiKey)
  async rotate({ path, caller, body, keyed }: RequestOf<typeof apiKeys.rotateApiKey>) {
    const rotate = (tx: DataSource['manager']) =>
      rotateApiKey(tx, caller, path.keyId, body.overlap_seconds, this.policy);
    return issued(path.organizationId, await runIdempotently(this.writes, keyed, rotate));
  }

  @Endpoint(apiKeys.revokeApiKey)
  async revoke({ path, query, caller, keyed }: RequestOf<typeof apiKeys.revokeApiKey>) {
    await runIdempotently(this.writes, keyed, (tx) => revokeApiKey(tx, caller, path.keyId, query.children));
    return noContent();
  }
}

function issued(organizationId: OrganizationId, issuedKey: IssuedKey) {
  const location = `/v1/organizations/${organizationId}/api-keys/${issuedKey.key.id}`;
  return created(issuedApiKey(issuedKey), { Location: location });
}
