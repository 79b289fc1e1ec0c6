import { DomainError } from '@roster/domain';
import { QueryFailedError } from 'typeorm';

/** The index decides who gets an address when two ask at once; this gives its refusal our words. */
export async function refuseTakenEmail<Result>(email: string | undefined, write: Promise<Result>): Promise<Result> {
  try {
    return await write;
  } catch (error) {
    const { constraint } = error instanceof QueryFailedError ? (error.driverError as { constraint?: string }) : {};
    if (constraint !== 'organization_members_email_key') throw error;
    throw new DomainError('MEMBER_EMAIL_DUPLICATE', { email }, { cause: error });
  }
}
