import { type DepartmentId, DomainError, type OrganizationId, type UserId } from '@roster/domain';
import { type EntityManager, QueryFailedError } from 'typeorm';
import { folded } from './department-sql.js';

interface Wish {
  readonly name: string;
  readonly parent_id: DepartmentId | null;
  readonly manager_user_id: UserId | null;
}

/** The constraints decide, as they also hold in a race; here their refusals become errors that callers understand. */
export async function refusing<Result>(wish: Wish, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (cause) {
    switch (constraintOf(cause)) {
      case 'departments_sibling_name_key':
        throw nameTaken(wish, cause);
      case 'departments_manager_fkey':
        throw new DomainError('MEMBER_NOT_FOUND', { user_id: wish.manager_user_id }, { cause });
      default:
        throw cause;
    }
  }
}

/**
 * Finds names that are taken before anything is written: for a move that is only tried, and for several at once.
 *
 * @throws DomainError DEPARTMENT_NAME_TAKEN
 */
export async function assertNamesFree(
  tx: EntityManager,
  organizationId: OrganizationId,
  parentId: DepartmentId | null,
  { names, besides }: { names: readonly string[]; besides: DepartmentId },
): Promise<void> {
  const [taken]: { name: string }[] = await tx.query(
    `SELECT w.name FROM unnest($3::text[]) AS w (name)
     JOIN departments d ON d.organization_id = $1 AND d.parent_id IS NOT DISTINCT FROM $2
       AND ${folded('d.name')} = ${folded('w.name')}
     WHERE d.id <> $4
     ORDER BY w.name LIMIT 1`,
    [organizationId, parentId, names, besides],
  );
  if (taken) throw nameTaken({ name: taken.name, parent_id: parentId });
}

function nameTaken({ name, parent_id }: Pick<Wish, 'name' | 'parent_id'>, cause?: unknown): DomainError {
  return new DomainError('DEPARTMENT_NAME_TAKEN', { name, parent_id }, { cause });
}

function constraintOf(error: unknown): unknown {
  return error instanceof QueryFailedError && 'constraint' in error.driverError
    ? error.driverError.constraint
    : undefined;
}
