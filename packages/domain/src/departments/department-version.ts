import { createHash } from 'node:crypto';
import { DomainError } from '../errors/domain-error.js';
import type { DepartmentState } from './department.js';

/** The versions that a caller is content with: any of these, any at all, or (null) it does not care. */
export type ExpectedVersion = readonly string[] | '*' | null;

/**
 * Names what a department says of itself: it is another after every change of its own fields, and the same when only
 * members came or a department above it was renamed. So a caller who edits is stopped by other edits only.
 */
export function departmentVersion(department: DepartmentState): string {
  const { id, parent_id, name, description, manager_user_id, updated_at } = department;
  return createHash('sha256')
    .update(JSON.stringify([id, parent_id, name, description, manager_user_id, updated_at]))
    .digest('base64url')
    .slice(0, 22);
}

/** @throws DomainError PRECONDITION_FAILED */
export function assertVersion(department: DepartmentState, expected: ExpectedVersion): void {
  if (expected === null || expected === '*') return;
  const version = departmentVersion(department);
  if (!expected.includes(version)) {
    throw new DomainError('PRECONDITION_FAILED', { department_id: department.id, etag: `"${version}"` });
  }
}
