import { Department, DepartmentMembership, OrganizationMember } from '@roster/database';
import type { ErrorCode, MembershipCommand, MembershipOutcome } from '@roster/domain';
import { type DataSource, QueryFailedError } from 'typeorm';

const UNIQUE_VIOLATION = '23505';

/** The add as a service without a queue does it: check, check, insert, in one transaction. */
export async function addDirectly(dataSource: DataSource, command: MembershipCommand): Promise<MembershipOutcome> {
  const { organizationId, departmentId, userId, actor } = command;
  try {
    return await dataSource.transaction(async (tx) => {
      const department = { id: departmentId, organization_id: organizationId };
      if (!(await tx.existsBy(Department, department)))
        return rejected('DEPARTMENT_NOT_FOUND', { department_id: departmentId });

      const person = await tx.findOneBy(OrganizationMember, { organization_id: organizationId, user_id: userId });
      if (!person) return rejected('MEMBER_NOT_FOUND', { user_id: userId });

      const addedAt = new Date();
      await tx.insert(DepartmentMembership, {
        department_id: departmentId,
        user_id: userId,
        organization_id: organizationId,
        added_at: addedAt,
        added_by: `${actor.type}:${actor.id}`,
      });
      const { full_name, email } = person;
      return { status: 'added', member: { user_id: userId, full_name, email, added_at: addedAt.toISOString() } };
    });
  } catch (error) {
    if (error instanceof QueryFailedError && error.driverError.code === UNIQUE_VIOLATION)
      return rejected('DEPARTMENT_MEMBERSHIP_DUPLICATE', { user_id: userId, department_id: departmentId });
    throw error;
  }
}

function rejected(code: ErrorCode, details: Record<string, unknown>): MembershipOutcome {
  return { status: 'rejected', code, details };
}
