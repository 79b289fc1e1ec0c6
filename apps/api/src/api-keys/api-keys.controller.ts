import { Controller, Inject } from '@nestjs/common';
import { createApiKey, listApiKeys, revokeApiKey, rotateApiKey, runIdempotently } from '@roster/database';
import type { DataSource } from 'typeorm';
import { created, noContent } from '../contract/answers.js';
import { encodeCursor } from '../contract/cursor.js';
import { Endpoint, type RequestOf } from '../contract/endpoint.decorator.js';
import { READS, WRITES } from '../tokens.js';
import { apiKeys } from './api-keys.contract.js';
import { issuedApiKey } from './issued-api-key.js';

@Controller()
export class ApiKeysController {
  constructor(
    @Inject(READS) private readonly reads: DataSource,
    @Inject(WRITES) private readonly writes: DataSource,
  ) {}

  @Endpoint(apiKeys.createApiKey)
  async create({ caller, body, keyed }: RequestOf<typeof apiKeys.createApiKey>) {
    return created(issuedApiKey(await runIdempotently(this.writes, keyed, (tx) => createApiKey(tx, caller, body))));
  }

  @Endpoint(apiKeys.listApiKeys)
  async list({ path, query }: RequestOf<typeof apiKeys.listApiKeys>) {
    const { status, limit, cursor: after } = query;
    const { items, next } = await listApiKeys(this.reads.manager, { ...path, status, limit, after });
    return { data: items, next_cursor: next && encodeCursor(next) };
  }

  @Endpoint(apiKeys.rotateApiKey)
  async rotate({ path, caller, body, keyed }: RequestOf<typeof apiKeys.rotateApiKey>) {
    const rotate = (tx: DataSource['manager']) => rotateApiKey(tx, caller, path.keyId, body.overlap_seconds);
    return created(issuedApiKey(await runIdempotently(this.writes, keyed, rotate)));
  }

  @Endpoint(apiKeys.revokeApiKey)
  async revoke({ path, caller, keyed }: RequestOf<typeof apiKeys.revokeApiKey>) {
    await runIdempotently(this.writes, keyed, (tx) => revokeApiKey(tx, caller, path.keyId));
    return noContent();
  }
}
