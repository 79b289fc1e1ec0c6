import { Controller } from '@nestjs/common';
import { DepartmentDirectory } from '@roster/database';
import { type Department, type DepartmentTreeNode, departmentVersion } from '@roster/domain';
import { created, noContent, ok, okWritten, type WrittenJson, writeJson } from '../contract/answers.js';
import { Endpoint, type RequestOf } from '../contract/endpoint.decorator.js';
import { encodeDepartmentCursor } from './department-cursor.js';
import { departments } from './departments.contract.js';
import { SharedReads } from './shared-reads.js';

@Controller()
export class DepartmentsController {
  /** Holds serialized answers: serializing a tree of thousands takes as long as reading it. */
  private readonly trees = new SharedReads<WrittenJson<{ data: DepartmentTreeNode[] }>>();

  constructor(private readonly departments: DepartmentDirectory) {}

  @Endpoint(departments.createDepartment)
  async create({ path, body, origin, keyed }: RequestOf<typeof departments.createDepartment>) {
    const department = await this.departments.create(origin, path.organizationId, body, keyed);
    const location = `/v1/organizations/${path.organizationId}/departments/${department.id}`;
    return created(department, { Location: location, ETag: etag(department) });
  }

  @Endpoint(departments.listDepartments)
  async list({ path, query }: RequestOf<typeof departments.listDepartments>) {
    const { parent: parentId, name, manager: managerId, sort, limit, cursor: after } = query;
    const page = await this.departments.list({ ...path, parentId, name, managerId, sort, limit, after });
    return { data: page.departments, next_cursor: page.next && encodeDepartmentCursor({ sort, ...page.next }) };
  }

  @Endpoint(departments.retrieveDepartmentTree)
  async tree({ path, query }: RequestOf<typeof departments.retrieveDepartmentTree>) {
    const { organizationId } = path;
    const { root, depth: levels } = query;
    const tree = await this.trees.get(`${organizationId} ${root ?? ''} ${levels ?? ''}`, async () => {
      return writeJson({ data: await this.departments.tree({ organizationId, root, levels }) });
    });
    return okWritten(tree);
  }

  @Endpoint(departments.retrieveDepartment)
  async retrieve({ path }: RequestOf<typeof departments.retrieveDepartment>) {
    const department = await this.departments.retrieve(path.organizationId, path.departmentId);
    return ok(department, { ETag: etag(department) });
  }

  @Endpoint(departments.updateDepartment)
  async update({ path, body, expected, origin, keyed }: RequestOf<typeof departments.updateDepartment>) {
    const target = { organizationId: path.organizationId, id: path.departmentId, expected };
    const department = await this.departments.update(origin, target, body, keyed);
    return ok(department, { ETag: etag(department) });
  }

  @Endpoint(departments.deleteDepartment)
  async delete({ path, query, expected, origin, keyed }: RequestOf<typeof departments.deleteDepartment>) {
    const { children, members, members_to: membersTo } = query;
    const target = { organizationId: path.organizationId, id: path.departmentId, expected };
    await this.departments.delete(origin, { ...target, children, members, membersTo }, keyed);
    return noContent();
  }

  @Endpoint(departments.reparentDepartment)
  async reparent({ path, query, body, expected, origin, keyed }: RequestOf<typeof departments.reparentDepartment>) {
    const target = { organizationId: path.organizationId, id: path.departmentId, expected };
    const request = { ...target, parentId: body.parent_id, dryRun: query.dry_run };
    const move = await this.departments.move(origin, request, keyed);
    return ok(move, { ETag: etag(move.department) });
  }
}

function etag(department: Department): string {
  return `"${departmentVersion(department)}"`;
}
