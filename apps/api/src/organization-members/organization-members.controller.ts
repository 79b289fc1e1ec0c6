import { Controller, Inject } from '@nestjs/common';
import { createMember, listMembers, readMember, removeMember, runIdempotently, updateMember } from '@roster/database';
import { type Member, memberVersion } from '@roster/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { created, noContent, ok } from '../contract/answers.js';
import { Endpoint, type RequestOf } from '../contract/endpoint.decorator.js';
import { ConsistentReads } from '../replica/consistent-reads.js';
import { READS, WRITES } from '../tokens.js';
import { encodeMemberListCursor } from './organization-member-cursor.js';
import { organizationMembers } from './organization-members.contract.js';

@Controller()
export class OrganizationMembersController {
  constructor(
    @Inject(READS) private readonly reads: DataSource,
    @Inject(WRITES) private readonly writes: DataSource,
    private readonly consistentReads: ConsistentReads,
  ) {}

  @Endpoint(organizationMembers.createOrganizationMember)
  async create({ path, caller, body, keyed }: RequestOf<typeof organizationMembers.createOrganizationMember>) {
    const member = await runIdempotently(this.writes, keyed, (tx) => createMember(tx, caller, body));
    const location = `/v1/organizations/${path.organizationId}/members/${member.user_id}`;
    return created(member, { Location: location, ETag: etag(member) });
  }

  @Endpoint(organizationMembers.listOrganizationMembers)
  async list({ path, query, freshness }: RequestOf<typeof organizationMembers.listOrganizationMembers>) {
    const { cursor: after, ...filters } = query;
    const list = { ...path, after, ...filters };
    const { items, next } = await this.consistentReads.for(freshness)((tx) => listMembers(tx, list));
    return { data: items, next_cursor: next && encodeMemberListCursor(next) };
  }

  @Endpoint(organizationMembers.retrieveOrganizationMember)
  async retrieve({ path }: RequestOf<typeof organizationMembers.retrieveOrganizationMember>) {
    const member = await readMember(this.reads.manager, path.organizationId, path.userId);
    return ok(member, { ETag: etag(member) });
  }

  @Endpoint(organizationMembers.updateOrganizationMember)
  async update({
    path,
    caller,
    body,
    expected,
    keyed,
  }: RequestOf<typeof organizationMembers.updateOrganizationMember>) {
    const update = (tx: EntityManager) => updateMember(tx, caller, path.userId, body, expected);
    const member = await runIdempotently(this.writes, keyed, update);
    return ok(member, { ETag: etag(member) });
  }

  @Endpoint(organizationMembers.removeOrganizationMember)
  async remove({ path, caller, expected, keyed }: RequestOf<typeof organizationMembers.removeOrganizationMember>) {
    await runIdempotently(this.writes, keyed, (tx) => removeMember(tx, caller, path.userId, expected));
    return noContent();
  }
}

function etag(member: Member): string {
  return `"${memberVersion(member)}"`;
}
