import { Controller, Delete, Get, Post, Put, Res } from '@nestjs/common';
import { DepartmentMemberReader } from '@roster/database';
import type { Caller, DepartmentId, DepartmentMember, OrganizationId, UserId } from '@roster/domain';
import type { FastifyReply } from 'fastify';
import { Allow } from '../auth/access.guard.js';
import { DepartmentManagers } from '../auth/department-managers.js';
import { CallerOf } from '../requests/caller.decorator.js';
import { JsonBody } from '../requests/json-body.decorator.js';
import { PathId } from '../requests/path-id.decorator.js';
import { ValidQuery } from '../requests/query.decorator.js';
import { Change, type ChangeRequest } from './change-request.js';
import { encodeMemberCursor } from './member-cursor.js';
import { DocumentList, DocumentRetrieve } from './member-reads.docs.js';
import {
  type AddMemberBody,
  addMemberBodySchema,
  type ListMembersQuery,
  listMembersQuerySchema,
  type MemberPage,
  type MoveMemberBody,
  moveMemberBodySchema,
} from './member-schemas.js';
import { DocumentAdd, DocumentMove, DocumentPut, DocumentRemove } from './members.docs.js';
import { MembershipChanges } from './membership-changes.js';

@Controller('v1/organizations/:organization_id/departments/:department_id/members')
export class MembersController {
  constructor(
    private readonly changes: MembershipChanges,
    private readonly members: DepartmentMemberReader,
    private readonly managers: DepartmentManagers,
  ) {}

  @Post()
  @Allow('member.add')
  @DocumentAdd()
  add(
    @PathId('organization_id') organizationId: OrganizationId,
    @PathId('department_id') departmentId: DepartmentId,
    @JsonBody(addMemberBodySchema) { user_id: userId }: AddMemberBody,
    @Change() change: ChangeRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    return this.changes.make('member.add', { organizationId, departmentId, userId }, change, reply);
  }

  @Put(':user_id')
  @Allow('member.add')
  @DocumentPut()
  put(
    @PathId('organization_id') organizationId: OrganizationId,
    @PathId('department_id') departmentId: DepartmentId,
    @PathId('person_id') userId: UserId,
    @Change() change: ChangeRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    return this.changes.make('member.put', { organizationId, departmentId, userId }, change, reply);
  }

  @Post(':user_id/move')
  @Allow('member.move')
  @DocumentMove()
  async move(
    @PathId('organization_id') organizationId: OrganizationId,
    @PathId('department_id') departmentId: DepartmentId,
    @PathId('user_id') userId: UserId,
    @JsonBody(moveMemberBodySchema) { to_department_id: toDepartmentId }: MoveMemberBody,
    @CallerOf() { principal }: Caller,
    @Change() change: ChangeRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    await this.managers.authorizeTarget(principal, 'member.move', toDepartmentId);
    return this.changes.make('member.move', { organizationId, departmentId, userId, toDepartmentId }, change, reply);
  }

  @Delete(':user_id')
  @Allow('member.remove')
  @DocumentRemove()
  remove(
    @PathId('organization_id') organizationId: OrganizationId,
    @PathId('department_id') departmentId: DepartmentId,
    @PathId('user_id') userId: UserId,
    @Change() change: ChangeRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    return this.changes.make('member.remove', { organizationId, departmentId, userId }, change, reply);
  }

  @Get()
  @Allow('member.list')
  @DocumentList()
  async list(
    @PathId('organization_id') organizationId: OrganizationId,
    @PathId('department_id') departmentId: DepartmentId,
    @ValidQuery(listMembersQuerySchema) query: ListMembersQuery,
  ): Promise<MemberPage> {
    const { limit, cursor: after, q: search, sort, include_descendants: includeDescendants } = query;
    const page = { organizationId, departmentId, limit, after, search, sort, includeDescendants };
    const { members, next } = await this.members.list(page);
    return { data: members, next_cursor: next && encodeMemberCursor(next) };
  }

  @Get(':user_id')
  @Allow('member.read')
  @DocumentRetrieve()
  retrieve(
    @PathId('organization_id') organizationId: OrganizationId,
    @PathId('department_id') departmentId: DepartmentId,
    @PathId('user_id') userId: UserId,
  ): Promise<DepartmentMember> {
    return this.members.read(organizationId, departmentId, userId);
  }
}
