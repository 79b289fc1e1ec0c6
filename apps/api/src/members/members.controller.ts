import { Controller, Inject } from '@nestjs/common';
import { listDepartmentMembers, listMemberDepartments, readDepartmentMember } from '@roster/database';
import type { DataSource } from 'typeorm';
import { DepartmentManagers } from '../auth/department-managers.js';
import { encodeCursor } from '../contract/cursor.js';
import { Endpoint, type RequestOf } from '../contract/endpoint.decorator.js';
import { ConsistentReads } from '../replica/consistent-reads.js';
import { READS } from '../tokens.js';
import { encodeMemberCursor } from './member-cursor.js';
import { members } from './members.contract.js';
import { MembershipChanges } from './membership-changes.js';

@Controller()
export class MembersController {
  constructor(
    private readonly changes: MembershipChanges,
    private readonly managers: DepartmentManagers,
    @Inject(READS) private readonly reads: DataSource,
    private readonly consistentReads: ConsistentReads,
  ) {}

  @Endpoint(members.addDepartmentMember)
  add({ path, body, change }: RequestOf<typeof members.addDepartmentMember>) {
    return this.changes.make('member.add', { userId: body.user_id, ...path }, change);
  }

  @Endpoint(members.putDepartmentMember)
  put({ path, change }: RequestOf<typeof members.putDepartmentMember>) {
    return this.changes.make('member.put', path, change);
  }

  @Endpoint(members.moveDepartmentMember)
  async move({ caller, path, body, change }: RequestOf<typeof members.moveDepartmentMember>) {
    const toDepartmentId = body.to_department_id;
    await this.managers.authorizeTarget(caller.principal, 'member.move', toDepartmentId);
    return this.changes.make('member.move', { ...path, toDepartmentId }, change);
  }

  @Endpoint(members.removeDepartmentMember)
  remove({ path, change }: RequestOf<typeof members.removeDepartmentMember>) {
    return this.changes.make('member.remove', path, change);
  }

  @Endpoint(members.listDepartmentMembers)
  async list({ path, query, freshness }: RequestOf<typeof members.listDepartmentMembers>) {
    const { limit, cursor: after, q: search, sort, include_descendants: includeDescendants } = query;
    const list = { ...path, limit, after, search, sort, includeDescendants };
    const { items, next } = await this.consistentReads.for(freshness)((tx) => listDepartmentMembers(tx, list));
    return { data: items, next_cursor: next && encodeMemberCursor(next) };
  }

  @Endpoint(members.retrieveDepartmentMember)
  retrieve({ path }: RequestOf<typeof members.retrieveDepartmentMember>) {
    return readDepartmentMember(this.reads.manager, path.organizationId, path.departmentId, path.userId);
  }

  @Endpoint(members.listMemberDepartments)
  async listDepartments({ path, query, freshness }: RequestOf<typeof members.listMemberDepartments>) {
    const list = { ...path, limit: query.limit, after: query.cursor };
    const { items, next } = await this.consistentReads.for(freshness)((tx) => listMemberDepartments(tx, list));
    return { data: items, next_cursor: next && encodeCursor([next.addedAt, next.departmentId]) };
  }
}
