import { Controller, Delete, Get, Post, Res } from '@nestjs/common';
import { DepartmentMemberReader } from '@roster/database';
import type { DepartmentId, OrganizationId, UserId } from '@roster/domain';
import type { FastifyReply } from 'fastify';
import { Allow } from '../auth/access.guard.js';
import { JsonBody } from '../requests/json-body.decorator.js';
import { PathId } from '../requests/path-id.decorator.js';
import { ValidQuery } from '../requests/query.decorator.js';
import { Change, type ChangeRequest } from './change-request.js';
import { encodeCursor } from './member-cursor.js';
import {
  type AddMemberBody,
  addMemberBodySchema,
  type ListMembersQuery,
  listMembersQuerySchema,
  type MemberPage,
} from './member-schemas.js';
import { DocumentAdd, DocumentList, DocumentRemove } from './members.docs.js';
import { MembershipChanges } from './membership-changes.js';

@Controller('v1/organizations/:organization_id/departments/:department_id/members')
export class MembersController {
  constructor(
    private readonly changes: MembershipChanges,
    private readonly members: DepartmentMemberReader,
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
    @ValidQuery(listMembersQuerySchema) { limit, cursor: after }: ListMembersQuery,
  ): Promise<MemberPage> {
    const { members, next } = await this.members.list({ organizationId, departmentId, limit, after });
    return { data: members, next_cursor: next && encodeCursor(next) };
  }
}
