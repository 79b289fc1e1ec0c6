import { Controller, Inject } from '@nestjs/common';
import {
  createDepartment,
  deleteDepartment,
  listDepartments,
  moveDepartment,
  readDepartment,
  runIdempotently,
  updateDepartment,
} from '@roster/database';
import { type Department, departmentVersion, versionOf } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { created, noContent, ok } from '../contract/answers.js';
import { Endpoint, type RequestOf } from '../contract/endpoint.decorator.js';
import { ConsistentReads } from '../replica/consistent-reads.js';
import { READS, WRITES } from '../tokens.js';
import { encodeDepartmentCursor } from './department-cursor.js';
import { departments } from './departments.contract.js';
import { TreeAnswers } from './tree-answers.js';

@Controller()
export class DepartmentsController {
  private readonly trees: TreeAnswers;

  constructor(
    @Inject(READS) private readonly reads: DataSource,
    @Inject(WRITES) private readonly writes: DataSource,
    private readonly consistentReads: ConsistentReads,
  ) {
    this.trees = new TreeAnswers(consistentReads);
  }

  @Endpoint(departments.createDepartment)
  async create({ path, body, caller, keyed }: RequestOf<typeof departments.createDepartment>) {
    const department = await runIdempotently(this.writes, keyed, (tx) => createDepartment(tx, caller, body));
    const location = `/v1/organizations/${path.organizationId}/departments/${department.id}`;
    return created(department, { Location: location, ETag: etag(department) });
  }

  @Endpoint(departments.listDepartments)
  async list({ path, query, freshness }: RequestOf<typeof departments.listDepartments>) {
    const { parent: parentId, name, manager: managerId, sort, limit, cursor: after } = query;
    const filter = { parentId, name, managerId };
    const list = { ...path, ...filter, sort, limit, after };
    const { items, next } = await this.consistentReads.for(freshness)((tx) => listDepartments(tx, list));
    return { data: items, next_cursor: next && encodeDepartmentCursor({ sort, ...next }) };
  }

  @Endpoint(departments.retrieveDepartmentTree)
  tree({ path, query, freshness }: RequestOf<typeof departments.retrieveDepartmentTree>) {
    return this.trees.get({ organizationId: path.organizationId, root: query.root, levels: query.depth }, freshness);
  }

  @Endpoint(departments.retrieveDepartment)
  async retrieve({ path }: RequestOf<typeof departments.retrieveDepartment>) {
    const department = await readDepartment(this.reads.manager, path.organizationId, path.departmentId);
    return ok(department, { ETag: etag(department) });
  }

  @Endpoint(departments.updateDepartment)
  async update({ path, body, expected, caller, keyed }: RequestOf<typeof departments.updateDepartment>) {
    const target = { id: path.departmentId, expected };
    const department = await runIdempotently(this.writes, keyed, (tx) => updateDepartment(tx, caller, target, body));
    return ok(department, { ETag: etag(department) });
  }

  @Endpoint(departments.deleteDepartment)
  async delete({ path, query, expected, caller, keyed }: RequestOf<typeof departments.deleteDepartment>) {
    const { children, members, members_to: membersTo } = query;
    const deletion = { id: path.departmentId, expected, children, members, membersTo };
    await runIdempotently(this.writes, keyed, (tx) => deleteDepartment(tx, caller, deletion));
    return noContent();
  }

  @Endpoint(departments.reparentDepartment)
  async reparent({ path, query, body, expected, caller, keyed }: RequestOf<typeof departments.reparentDepartment>) {
    const input = { id: path.departmentId, parentId: body.parent_id, expected, dryRun: query.dry_run };
    const move = await runIdempotently(this.writes, keyed, (tx) => moveDepartment(tx, caller, input));
    return ok(move, { ETag: etag(move.department) });
  }
}

/** Its version, for `If-Match`, and after a dot what else an answer shows. */
function etag(department: Department): string {
  const { path, depth, member_count } = department;
  return `"${departmentVersion(department)}.${versionOf([path, depth, member_count]).slice(0, 11)}"`;
}
