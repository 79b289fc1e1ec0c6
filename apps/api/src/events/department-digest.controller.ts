import { Controller, Inject } from '@nestjs/common';
import { EventFeed, readDepartmentDigest } from '@roster/database';
import type { DataSource } from 'typeorm';
import { Endpoint, type RequestOf } from '../contract/endpoint.decorator.js';
import { OrganizationTurns } from '../requests/organization-turns.js';
import { validationFailed } from '../requests/validation.js';
import { READS } from '../tokens.js';
import { departmentDigests } from './department-digest.contract.js';
import { decodeFeedCursor } from './feed-cursor.js';
import { AT_ERROR, TOO_FAR_ERROR } from './query-values.js';

/** One of a million members keeps a connection, and a processor of the database, busy for seconds. */
const LIMITS = { running: 2, perOrganization: 1, waiting: 100, waitMs: 5_000 };

@Controller()
export class DepartmentDigestController {
  private readonly turns = new OrganizationTurns(LIMITS);

  constructor(
    @Inject(EventFeed) private readonly feed: EventFeed,
    @Inject(READS) private readonly reads: DataSource,
  ) {}

  @Endpoint(departmentDigests.retrieveDepartmentDigest)
  async retrieve({ path, query }: RequestOf<typeof departmentDigests.retrieveDepartmentDigest>) {
    const { organizationId, departmentId } = path;
    const parameter = { field: 'at', expected: AT_ERROR };
    const at = query.at === undefined ? null : await decodeFeedCursor(this.feed, organizationId, query.at, parameter);
    const read = () => readDepartmentDigest(this.reads, { organizationId, departmentId, at });
    const result = await this.turns.run(organizationId, read);
    if (result === null) throw validationFailed([{ field: 'at', expected: TOO_FAR_ERROR, received: 'string' }]);
    const cursor = (await this.feed.cursors()).encode(organizationId, result.at);
    return { department_id: departmentId, member_count: result.members, digest: result.digest, cursor };
  }
}
