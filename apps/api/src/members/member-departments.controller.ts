import { Controller, Get } from '@nestjs/common';
import { MemberDepartmentReader } from '@roster/database';
import type { OrganizationId, UserId } from '@roster/domain';
import { Allow } from '../auth/access.guard.js';
import { encodeCursor } from '../requests/cursor.js';
import { PathId } from '../requests/path-id.decorator.js';
import { ValidQuery } from '../requests/query.decorator.js';
import { DocumentDepartmentsOfMember } from './member-reads.docs.js';
import {
  type ListDepartmentsOfMemberQuery,
  listDepartmentsOfMemberQuerySchema,
  type MemberDepartmentPage,
} from './member-schemas.js';

@Controller('v1/organizations/:organization_id/members/:user_id/departments')
export class MemberDepartmentsController {
  constructor(private readonly departments: MemberDepartmentReader) {}

  @Get()
  @Allow('member.departments')
  @DocumentDepartmentsOfMember()
  async list(
    @PathId('organization_id') organizationId: OrganizationId,
    @PathId('person_id') userId: UserId,
    @ValidQuery(listDepartmentsOfMemberQuerySchema) { limit, cursor: after }: ListDepartmentsOfMemberQuery,
  ): Promise<MemberDepartmentPage> {
    const { departments, more } = await this.departments.list({ organizationId, userId, limit, after });
    const last = departments.at(-1);
    return { data: departments, next_cursor: more && last ? encodeCursor([last.added_at, last.department_id]) : null };
  }
}
