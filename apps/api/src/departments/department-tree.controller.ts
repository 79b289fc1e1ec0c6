import { Controller, Get, HttpCode, Post, Res } from '@nestjs/common';
import { DepartmentDirectory, type DepartmentMove, type KeyedRequest } from '@roster/database';
import {
  type ChangeOrigin,
  type DepartmentId,
  type DepartmentTreeNode,
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
import { SharedReads } from '../requests/shared-reads.js';
import {
  type MoveDepartmentBody,
  type MoveQuery,
  moveDepartmentBodySchema,
  moveQuerySchema,
  type TreeQuery,
  treeQuerySchema,
} from './department-schemas.js';
import { DocumentReparent, DocumentTree } from './department-tree.docs.js';

@Controller('v1/organizations/:organization_id/departments')
export class DepartmentTreeController {
  /** Whole answers: to write a tree of thousands takes as long as to read it. */
  private readonly trees = new SharedReads<Buffer>();

  constructor(private readonly departments: DepartmentDirectory) {}

  @Get('tree')
  @Allow('department.read')
  @DocumentTree()
  async tree(
    @PathId('organization_id') organizationId: OrganizationId,
    @ValidQuery(treeQuerySchema) { root, depth: levels }: TreeQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const tree = await this.trees.get(`${organizationId} ${root ?? ''} ${levels ?? ''}`, async () => {
      const data: DepartmentTreeNode[] = await this.departments.tree({ organizationId, root, levels });
      return Buffer.from(JSON.stringify({ data }));
    });
    reply.header('content-type', 'application/json; charset=utf-8');
    return tree;
  }

  @Post(':department_id/reparent')
  @HttpCode(200)
  @Allow('department.write')
  @DocumentReparent()
  async reparent(
    @PathId('organization_id') organizationId: OrganizationId,
    @PathId('department_id') id: DepartmentId,
    @ValidQuery(moveQuerySchema) { dry_run: dryRun }: MoveQuery,
    @JsonBody(moveDepartmentBodySchema) { parent_id: parentId }: MoveDepartmentBody,
    @IfMatch() expected: ExpectedVersion,
    @Origin() origin: ChangeOrigin,
    @Keyed() request: KeyedRequest | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DepartmentMove> {
    const move = await this.departments.move(origin, { organizationId, id, parentId, expected, dryRun }, request);
    reply.header('etag', `"${departmentVersion(move.department)}"`);
    return move;
  }
}
