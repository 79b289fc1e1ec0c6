import type { DepartmentId, OrganizationId, UserId } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { walkUp } from '../departments/tree-walks.js';

/** Someone who is notified of membership requests, to decide them. */
export interface RequestDecider {
  readonly user_id: UserId;
  readonly full_name: string;
  readonly email: string;
}

/** More would be a flood for a large organization with many admins. */
const MOST_ADMINS = 10;

const NEAREST_MANAGER = `
  ${walkUp('FROM departments d WHERE d.organization_id = $1 AND d.id = $2')}
  SELECT p.user_id, p.full_name, p.email
  FROM up
  JOIN departments d ON d.organization_id = up.organization_id AND d.id = up.id
  JOIN organization_members p ON p.organization_id = d.organization_id AND p.user_id = d.manager_user_id
  WHERE p.deactivated_at IS NULL
  ORDER BY up.level LIMIT 1`;

const ADMINS = `
  SELECT p.user_id, p.full_name, p.email FROM organization_members p
  WHERE p.organization_id = $1 AND p.role IN ('owner', 'admin') AND p.deactivated_at IS NULL
  ORDER BY p.created_at, p.user_id LIMIT ${MOST_ADMINS}`;

/**
 * Those who are asked to decide the requests of a department: its manager, or the nearest one above it; without any, or
 * without a department, the organization's owners and admins. Only active members; the list may be empty. Others may
 * decide, too.
 */
export async function findRequestDeciders(
  tx: EntityManager,
  organizationId: OrganizationId,
  departmentId: DepartmentId | null,
): Promise<RequestDecider[]> {
  const managers = departmentId === null ? [] : await findNearestManager(tx, organizationId, departmentId);
  return managers.length > 0 ? managers : findAdmins(tx, organizationId);
}

/** The manager of a department, or the nearest one above it; empty when there is none. */
export function findNearestManager(
  tx: EntityManager,
  organizationId: OrganizationId,
  departmentId: DepartmentId,
): Promise<RequestDecider[]> {
  return tx.query(NEAREST_MANAGER, [organizationId, departmentId]);
}

/** Owners and admins, the oldest members first: ten at most. */
export function findAdmins(tx: EntityManager, organizationId: OrganizationId): Promise<RequestDecider[]> {
  return tx.query(ADMINS, [organizationId]);
}
