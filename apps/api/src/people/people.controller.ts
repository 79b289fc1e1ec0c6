import { Controller, Inject } from '@nestjs/common';
import { createMember, MemberReader, removeMember, runIdempotently, updateMember } from '@roster/database';
import type { DataSource } from 'typeorm';
import { created, noContent } from '../contract/answers.js';
import { encodeCursor } from '../contract/cursor.js';
import { Endpoint, type RequestOf } from '../contract/endpoint.decorator.js';
import { WRITES } from '../tokens.js';
import { people } from './people.contract.js';

@Controller()
export class PeopleController {
  constructor(
    @Inject(WRITES) private readonly writes: DataSource,
    private readonly people: MemberReader,
  ) {}

  @Endpoint(people.createOrganizationMember)
  async create({ path, caller, body, keyed }: RequestOf<typeof people.createOrganizationMember>) {
    const member = await runIdempotently(this.writes, keyed, (tx) => createMember(tx, caller, body));
    return created(member, { Location: `/v1/organizations/${path.organizationId}/members/${member.user_id}` });
  }

  @Endpoint(people.listOrganizationMembers)
  async list({ path, query }: RequestOf<typeof people.listOrganizationMembers>) {
    const { cursor: after, ...filters } = query;
    const { members, next } = await this.people.list({ ...path, after, ...filters });
    return { data: members, next_cursor: next && encodeCursor(next) };
  }

  @Endpoint(people.retrieveOrganizationMember)
  retrieve({ path }: RequestOf<typeof people.retrieveOrganizationMember>) {
    return this.people.find(path.organizationId, path.userId);
  }

  @Endpoint(people.updateOrganizationMember)
  update({ path, caller, body, keyed }: RequestOf<typeof people.updateOrganizationMember>) {
    return runIdempotently(this.writes, keyed, (tx) => updateMember(tx, caller, path.userId, body));
  }

  @Endpoint(people.removeOrganizationMember)
  async remove({ path, caller, keyed }: RequestOf<typeof people.removeOrganizationMember>) {
    await runIdempotently(this.writes, keyed, (tx) => removeMember(tx, caller, path.userId));
    return noContent();
  }
}
