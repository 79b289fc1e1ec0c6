import { Controller, Post, Req, Res } from '@nestjs/common';
import type { DepartmentId, OperationId, OrganizationId } from '@roster/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../auth/access.guard.js';
import { BULK_BODY_LIMIT_BYTES } from '../limits.js';
import { Change, type ChangeRequest } from '../members/change-request.js';
import { LargestBody } from '../requests/body-limit.decorator.js';
import { PathId } from '../requests/path-id.decorator.js';
import { DocumentBulkAdd, DocumentRetry } from './bulk.docs.js';
import { BulkAdds } from './bulk-adds.js';
import { receiveBulkBody } from './bulk-body.js';

@Controller('v1/organizations/:organization_id')
export class BulkController {
  constructor(private readonly bulks: BulkAdds) {}

  @Post('departments/:department_id/members/bulk')
  @Allow('member.add')
  @LargestBody(BULK_BODY_LIMIT_BYTES)
  @DocumentBulkAdd()
  async add(
    @PathId('organization_id') organizationId: OrganizationId,
    @PathId('department_id') departmentId: DepartmentId,
    @Change() change: ChangeRequest,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    return this.bulks.add({ organizationId, departmentId }, await receiveBulkBody(request), change, reply);
  }

  @Post('operations/:operation_id/retry')
  @Allow('member.add')
  @DocumentRetry()
  retry(
    @PathId('organization_id') organizationId: OrganizationId,
    @PathId('operation_id') operationId: OperationId,
    @Change() change: ChangeRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    return this.bulks.retry(organizationId, operationId, change, reply);
  }
}
