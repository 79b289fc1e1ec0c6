import { createHash } from 'node:crypto';
import { type OrganizationId, organizationIdSchema } from '@roster/domain';

export interface LargeTenantSize {
  readonly people: number;
  readonly departments: number;
  readonly memberships: number;
}

export interface LargeTenant extends LargeTenantSize {
  readonly organizationId: OrganizationId;
  /** What the ids of all that belongs to it begin with, after their prefix. */
  readonly tag: string;
}

/** A company that is large for one tenant, as the design names it. */
export const LARGE_TENANT: LargeTenantSize = { people: 100_000, departments: 5_000, memberships: 300_000 };

const TAG_LENGTH = 12;

/**
 * The tenant that this seed makes of this size. All its ids follow from both, so that making it twice makes it once, and
 * another size is another tenant.
 */
export function largeTenant(size: LargeTenantSize, seed: number): LargeTenant {
  const { people, departments, memberships } = size;
  const tag = createHash('sha256')
    .update([seed, people, departments, memberships].join(' '))
    .digest('hex')
    .slice(0, TAG_LENGTH);
  return { people, departments, memberships, tag, organizationId: organizationIdSchema.parse(`org_${tag}`) };
}

/** A number from 0 up to, not including, `below`: the same for the same words. The statements have one like it. */
export function chosen(below: number, ...words: readonly (string | number)[]): number {
  return createHash('md5').update(words.join(' ')).digest().readUInt32BE() % below;
}
