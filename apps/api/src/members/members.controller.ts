import { Controller } from '@nestjs/common';
import { DepartmentMemberReader, MemberDepartmentReader } from '@roster/database';
import { DepartmentManagers } from '../auth/department-managers.js';
import { encodeCursor } from '../contract/cursor.js';
import { Endpoint, type RequestOf } from '../contract/endpoint.decorator.js';
import { encodeMemberCursor } from './member-cursor.js';
import { members } from './members.contract.js';
import { MembershipChanges } from './membership-changes.js';

@Controller()
export class MembersController {
  constructor(
    private readonly changes: MembershipChanges,
    private readonly members: DepartmentMemberReader,
    private readonly departments: MemberDepartmentReader,
    private readonly managers: DepartmentManagers,
  ) {}

  @Endpoint(members.addDepartmentMember)
  add({ path, body, change }: RequestOf<typeof members.addDepartmentMember>) {
    return this.changes.make('member.add', { ...path, userId: body.user_id }, change);
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
  async list({ path, query }: RequestOf<typeof members.listDepartmentMembers>) {
    const { limit, cursor: after, q: search, sort, include_descendants: includeDescendants } = query;
    const page = await this.members.list({ ...path, limit, after, search, sort, includeDescendants });
    return { data: page.members, next_cursor: page.next && encodeMemberCursor(page.next) };
  }

  @Endpoint(members.retrieveDepartmentMember)
  retrieve({ path }: RequestOf<typeof members.retrieveDepartmentMember>) {
    return this.members.read(path.organizationId, path.departmentId, path.userId);
  }

  @Endpoint(members.listMemberDepartments)
  async listDepartments({ path, query }: RequestOf<typeof members.listMemberDepartments>) {
    const { departments, more } = await this.departments.list({ ...path, limit: query.limit, after: query.cursor });
    const last = departments.at(-1);
    return { data: departments, next_cursor: more && last ? encodeCursor([last.added_at, last.department_id]) : null };
  }
}
