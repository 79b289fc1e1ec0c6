import { Controller, Delete, Get, HttpCode, Inject, Post } from '@nestjs/common';
import {
  createApiKey,
  type KeyedRequest,
  listApiKeys,
  revokeApiKey,
  rotateApiKey,
  runIdempotently,
} from '@roster/database';
import { type ApiKeyId, type Caller, type NewApiKey, newApiKeySchema, type OrganizationId } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { Allow } from '../auth/access.guard.js';
import { READS, WRITES } from '../connections/tokens.js';
import { CallerOf } from '../requests/caller.decorator.js';
import { encodeCursor } from '../requests/cursor.js';
import { JsonBody } from '../requests/json-body.decorator.js';
import { Keyed } from '../requests/keyed-request.decorator.js';
import { PathId } from '../requests/path-id.decorator.js';
import { ValidQuery } from '../requests/query.decorator.js';
import {
  type ApiKeyPage,
  type IssuedApiKey,
  issuedApiKey,
  type ListApiKeysQuery,
  listApiKeysQuerySchema,
  type RotateApiKeyBody,
  rotateApiKeyBodySchema,
} from './api-key-schemas.js';
import { DocumentCreate, DocumentList, DocumentRevoke, DocumentRotate } from './api-keys.docs.js';

@Controller('v1/organizations/:organization_id/api-keys')
export class ApiKeysController {
  constructor(
    @Inject(READS) private readonly reads: DataSource,
    @Inject(WRITES) private readonly writes: DataSource,
  ) {}

  @Post()
  @Allow('key.create')
  @DocumentCreate()
  async create(
    @CallerOf() caller: Caller,
    @JsonBody(newApiKeySchema) wanted: NewApiKey,
    @Keyed() request: KeyedRequest | null,
  ): Promise<IssuedApiKey> {
    return issuedApiKey(await runIdempotently(this.writes, request, (tx) => createApiKey(tx, caller, wanted)));
  }

  @Get()
  @Allow('key.list')
  @DocumentList()
  async list(
    @PathId('organization_id') organizationId: OrganizationId,
    @ValidQuery(listApiKeysQuerySchema) { status, limit, cursor: after }: ListApiKeysQuery,
  ): Promise<ApiKeyPage> {
    const { keys, next } = await listApiKeys(this.reads.manager, { organizationId, status, limit, after });
    return { data: keys, next_cursor: next && encodeCursor(next) };
  }

  @Post(':key_id/rotate')
  @Allow('key.rotate')
  @DocumentRotate()
  async rotate(
    @CallerOf() caller: Caller,
    @PathId('key_id') keyId: ApiKeyId,
    @JsonBody(rotateApiKeyBodySchema) { overlap_seconds: overlap }: RotateApiKeyBody,
    @Keyed() request: KeyedRequest | null,
  ): Promise<IssuedApiKey> {
    return issuedApiKey(await runIdempotently(this.writes, request, (tx) => rotateApiKey(tx, caller, keyId, overlap)));
  }

  @Delete(':key_id')
  @HttpCode(204)
  @Allow('key.revoke')
  @DocumentRevoke()
  revoke(
    @CallerOf() caller: Caller,
    @PathId('key_id') keyId: ApiKeyId,
    @Keyed() request: KeyedRequest | null,
  ): Promise<void> {
    return runIdempotently(this.writes, request, (tx) => revokeApiKey(tx, caller, keyId));
  }
}
