import { Controller, Inject } from '@nestjs/common';
import { createMember, listMembers, readMember, removeMember, runIdempotently, updateMember } from '@roster/database';
import type { DataSource } from 'typeorm';
import { created, noContent } from '../contract/answers.js';
import { encodeCursor } from '../contract/cursor.js';
import { Endpoint, type RequestOf } from '../contract/endpoint.decorator.js';
import { READS, WRITES } from '../tokens.js';
import { organizationMembers } from './organization-members.contract.js';

@Controller()
export class OrganizationMembersController {
  constructor(
    @Inject(READS) private readonly reads: DataSource,
    @Inject(WRITES) private readonly writes: DataSource,
  ) {}

  @Endpoint(organizationMembers.createOrganizationMember)
  async create({ path, caller, body, keyed }: RequestOf<typeof organizationMembers.createOrganizationMember>) {
    const member = await runIdempotently(this.writes, keyed, (tx) => createMember(tx, caller, body));
    return created(member, { Location: `/v1/organizations/${path.organizationId}/members/${member.user_id}` });
  }

  @Endpoint(organizationMembers.listOrganizationMembers)
  async list({ path, query }: RequestOf<typeof organizationMembers.listOrganizationMembers>) {
    const { cursor: after, ...filters } = query;
    const { items, next } = await listMembers(this.reads.manager, { ...path, after, ...filters });
    return { data: items, next_cursor: next && encodeCursor(next) };
  }

  @Endpoint(organizationMembers.retrieveOrganizationMember)
  retrieve({ path }: RequestOf<typeof organizationMembers.retrieveOrganizationMember>) {
    return readMember(this.reads.manager, path.organizationId, path.userId);
  }

  @Endpoint(organizationMembers.updateOrganizationMember)
  update({ path, caller, body, keyed }: RequestOf<typeof organizationMembers.updateOrganizationMember>) {
    return runIdempotently(this.writes, keyed, (tx) => updateMember(tx, caller, path.userId, body));
  }

  @Endpoint(organizationMembers.removeOrganizationMember)
  async remove({ path, caller, keyed }: RequestOf<typeof organizationMembers.removeOrganizationMember>) {
    await runIdempotently(this.writes, keyed, (tx) => removeMember(tx, caller, path.userId));
    return noContent();
  }
}
