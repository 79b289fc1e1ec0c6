import { Controller, Delete, Get, HttpCode, Patch, Post, Res } from '@nestjs/common';
import { DepartmentDirectory, type KeyedRequest } from '@roster/database';
import {
  type ChangeOrigin,
  type Department,
  type DepartmentId,
  departmentVersion,
  type ExpectedVersion,
  type OrganizationId,
} from '@roster/domain';
import type { FastifyReply } from 'fastify';
import { Allow } from '../auth/access.guard.js';
import { Origin } from '../requests/caller.decorator.js';
import { IfMatch } from '../requests/if-match.decorator.js';
import { JsonBody } from '../requests/json-body.decorator.js';
import { Keyed } from '../requests/keyed-request.decorator.js';
import { PathId } from '../requests/path-id.decorator.js';
import { ValidQuery } from '../requests/query.decorator.js';
import { encodeCursor } from './department-cursor.js';
import {
  type CreateDepartmentBody,
  createDepartmentBodySchema,
  type DeleteQuery,
  type DepartmentPage,
  deleteQuerySchema,
  type ListDepartmentsQuery,
  listDepartmentsQuerySchema,
  type UpdateDepartmentBody,
  updateDepartmentBodySchema,
} from './department-schemas.js';
import { DocumentCreate, DocumentDelete, DocumentList, DocumentRetrieve, DocumentUpdate } from './departments.docs.js';

@Controller('v1/organizations/:organization_id/departments')
export class DepartmentsController {
  constructor(private readonly departments: DepartmentDirectory) {}

  @Post()
  @Allow('department.write')
  @DocumentCreate()
  async create(
    @PathId('organization_id') organizationId: OrganizationId,
    @JsonBody(createDepartmentBodySchema) body: CreateDepartmentBody,
    @Origin() origin: ChangeOrigin,
    @Keyed() request: KeyedRequest | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Department> {
    const department = await this.departments.create(origin, organizationId, body, request);
    reply.header('location', `/v1/organizations/${organizationId}/departments/${department.id}`);
    return tagged(department, reply);
  }

  @Get()
  @Allow('department.read')
  @DocumentList()
  async list(
    @PathId('organization_id') organizationId: OrganizationId,
    @ValidQuery(listDepartmentsQuerySchema) query: ListDepartmentsQuery,
  ): Promise<DepartmentPage> {
    const { parent: parentId, name, manager: managerId, sort, limit, cursor: after } = query;
    const page = await this.departments.list({ organizationId, parentId, name, managerId, sort, limit, after });
    return { data: page.departments, next_cursor: page.next && encodeCursor({ sort, ...page.next }) };
  }

  @Get(':department_id')
  @Allow('department.read')
  @DocumentRetrieve()
  async retrieve(
    @PathId('organization_id') organizationId: OrganizationId,
    @PathId('department_id') id: DepartmentId,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Department> {
    return tagged(await this.departments.retrieve(organizationId, id), reply);
  }

  @Patch(':department_id')
  @Allow('department.write')
  @DocumentUpdate()
  async update(
    @PathId('organization_id') organizationId: OrganizationId,
    @PathId('department_id') id: DepartmentId,
    @JsonBody(updateDepartmentBodySchema) patch: UpdateDepartmentBody,
    @IfMatch() expected: ExpectedVersion,
    @Origin() origin: ChangeOrigin,
    @Keyed() request: KeyedRequest | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Department> {
    return tagged(await this.departments.update(origin, { organizationId, id, expected }, patch, request), reply);
  }

  @Delete(':department_id')
  @HttpCode(204)
  @Allow('department.write')
  @DocumentDelete()
  async delete(
    @PathId('organization_id') organizationId: OrganizationId,
    @PathId('department_id') id: DepartmentId,
    @ValidQuery(deleteQuerySchema) { children, members, members_to: membersTo }: DeleteQuery,
    @IfMatch() expected: ExpectedVersion,
    @Origin() origin: ChangeOrigin,
    @Keyed() request: KeyedRequest | null,
  ): Promise<void> {
    await this.departments.delete(origin, { organizationId, id, expected, children, members, membersTo }, request);
  }
}

function tagged(department: Department, reply: FastifyReply): Department {
  reply.header('etag', `"${departmentVersion(department)}"`);
  return department;
}
