import { Controller, Inject } from '@nestjs/common';
import {
  createScimConnection,
  deleteScimConnection,
  listScimConnections,
  readScimConnection,
  rotateScimToken,
  runIdempotently,
  updateScimConnection,
} from '@roster/database';
import type { ScimConnectionObject } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { created, noContent } from '../contract/answers.js';
import { encodeCursor } from '../contract/cursor.js';
import { Endpoint, type RequestOf } from '../contract/endpoint.decorator.js';
import { READS, WRITES } from '../tokens.js';
import { scimConnections } from './scim-connections.contract.js';

@Controller()
export class ScimConnectionsController {
  constructor(
    @Inject(READS) private readonly reads: DataSource,
    @Inject(WRITES) private readonly writes: DataSource,
  ) {}

  @Endpoint(scimConnections.createScimConnection)
  async create({ path, caller, body, keyed, publicUrl }: RequestOf<typeof scimConnections.createScimConnection>) {
    const create = (tx: DataSource['manager']) => createScimConnection(tx, caller, body);
    const { connection, token } = await runIdempotently(this.writes, keyed, create);
    const location = `/v1/organizations/${path.organizationId}/scim-connections/${connection.id}`;
    return created({ ...shown(connection, publicUrl), token }, { Location: location });
  }

  @Endpoint(scimConnections.listScimConnections)
  async list({ path, query, publicUrl }: RequestOf<typeof scimConnections.listScimConnections>) {
    const list = { ...path, limit: query.limit, after: query.cursor };
    const { items, next } = await listScimConnections(this.reads.manager, list);
    return { data: items.map((item) => shown(item, publicUrl)), next_cursor: next && encodeCursor(next) };
  }

  @Endpoint(scimConnections.retrieveScimConnection)
  async retrieve({ path, publicUrl }: RequestOf<typeof scimConnections.retrieveScimConnection>) {
    return shown(await readScimConnection(this.reads.manager, path.organizationId, path.connectionId), publicUrl);
  }

  @Endpoint(scimConnections.updateScimConnection)
  async update({ path, caller, body, keyed, publicUrl }: RequestOf<typeof scimConnections.updateScimConnection>) {
    const update = (tx: DataSource['manager']) => updateScimConnection(tx, caller, path.connectionId, body);
    return shown(await runIdempotently(this.writes, keyed, update), publicUrl);
  }

  @Endpoint(scimConnections.rotateScimToken)
  async rotate({ path, caller, body, keyed, publicUrl }: RequestOf<typeof scimConnections.rotateScimToken>) {
    const rotate = (tx: DataSource['manager']) => rotateScimToken(tx, caller, path.connectionId, body.overlap_seconds);
    const { connection, token } = await runIdempotently(this.writes, keyed, rotate);
    return { ...shown(connection, publicUrl), token };
  }

  @Endpoint(scimConnections.deleteScimConnection)
  async delete({ path, caller, keyed }: RequestOf<typeof scimConnections.deleteScimConnection>) {
    await runIdempotently(this.writes, keyed, (tx) => deleteScimConnection(tx, caller, path.connectionId));
    return noContent();
  }
}

function shown(connection: ScimConnectionObject, publicUrl: string) {
  return { ...connection, base_url: `${publicUrl}/scim/v2` };
}
