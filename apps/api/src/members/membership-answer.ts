import { assertNever, type DepartmentMember, DomainError, type MembershipOutcome } from '@roster/domain';

export type MembershipAnswer =
  | { readonly status: 200 | 201; readonly member: DepartmentMember }
  | { readonly status: 204 }
  | { readonly error: DomainError };

/** How an outcome is told over HTTP: in the answer to the change, and later in its operation. */
export function answerTo(outcome: MembershipOutcome): MembershipAnswer {
  switch (outcome.status) {
    case 'added':
      return { status: 201, member: memberObject(outcome.member) };
    case 'present':
    case 'moved':
      return { status: 200, member: memberObject(outcome.member) };
    case 'removed':
      return { status: 204 };
    case 'rejected':
      return { error: new DomainError(outcome.code, outcome.details) };
    case 'failed':
      return { error: new DomainError('OPERATION_FAILED') };
    case 'cancelled':
      return { error: new DomainError('OPERATION_CANCELLED') };
    default:
      return assertNever(outcome);
  }
}

/** These four fields, in the order of the reference page: what comes out of `jsonb` has an order of its own. */
function memberObject({ user_id, full_name, email, added_at }: DepartmentMember): DepartmentMember {
  return { user_id, full_name, email, added_at };
}
