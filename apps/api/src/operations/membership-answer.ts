import { assertNever, type DepartmentMember, DomainError, type MembershipOutcome } from '@roster/domain';
import { type Answer, created, noContent, ok } from '../contract/answers.js';

export type MembershipAnswer = Answer<200, DepartmentMember> | Answer<201, DepartmentMember> | Answer<204, undefined>;

/** An outcome as HTTP answer: to the change itself, and later in its operation. */
export function answerTo(outcome: MembershipOutcome): MembershipAnswer | DomainError {
  switch (outcome.status) {
    case 'added':
      return created(memberObject(outcome.member));
    case 'present':
    case 'moved':
      return ok(memberObject(outcome.member));
    case 'removed':
      return noContent();
    case 'rejected':
      return new DomainError(outcome.code, outcome.details);
    case 'failed':
      return new DomainError('OPERATION_FAILED');
    case 'cancelled':
      return new DomainError('OPERATION_CANCELLED');
    default:
      return assertNever(outcome);
  }
}

/** The four fields in the order of the reference page: `jsonb` does not keep the order. */
function memberObject({ user_id, full_name, email, added_at }: DepartmentMember): DepartmentMember {
  return { user_id, full_name, email, added_at };
}
