import {
  type Caller,
  type OrganizationId,
  type OrganizationRole,
  type Principal,
  ROLE_SCOPES,
  type UserId,
} from '@roster/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { recordAudit } from '../audit/record-changes.js';

/** What an identity provider asserts. */
export interface Identity {
  readonly organizationId: OrganizationId;
  /** Issuer and subject, which identify an account for ever (OpenID Connect Core, section 5.7). */
  readonly subject: string;
  /** The e-mail address, if the provider has verified it. */
  readonly verifiedEmail: string | null;
}

interface Known {
  readonly user_id: UserId;
  readonly role: OrganizationRole;
  readonly active: boolean;
}

/** Where a member signs in from. */
export type SignInOrigin = Pick<Caller, 'traceId' | 'address'>;

/**
 * The principal of an identity; null when the organization has no such member, or has deactivated them.
 *
 * The first time, a member is found by their verified e-mail address and bound to the account. From then on the account
 * counts and not the address: a person who is given the address of a former member gets nothing else of theirs.
 */
export async function signIn(
  dataSource: DataSource,
  identity: Identity,
  origin: SignInOrigin,
  reads = dataSource,
): Promise<Principal | null> {
  const { organizationId } = identity;
  const member =
    (await findBound(reads.manager, identity)) ??
    (await dataSource.transaction((tx) => bind(tx, identity, origin))) ??
    // Another request of the same member may have bound it meanwhile.
    (await findBound(reads.manager, identity));
  return member?.active ? principalOf(organizationId, member) : null;
}

async function findBound(tx: EntityManager, { organizationId, subject }: Identity): Promise<Known | undefined> {
  const [member]: Known[] = await tx.query(
    `SELECT user_id, role, deactivated_at IS NULL AS active FROM organization_members
     WHERE sign_in_subject = $2 AND organization_id = $1`,
    [organizationId, subject],
  );
  return member;
}

/** A bound member is not bound again: of two accounts with one address, the first stays. */
async function bind(tx: EntityManager, identity: Identity, origin: SignInOrigin): Promise<Known | undefined> {
  const { organizationId, subject, verifiedEmail } = identity;
  if (verifiedEmail === null) return undefined;
  const [[member]]: [Known[], number] = await tx.query(
    `UPDATE organization_members SET sign_in_subject = $2
     WHERE lower(email) = lower($3) AND organization_id = $1 AND sign_in_subject IS NULL AND deactivated_at IS NULL
     RETURNING user_id, role, true AS active`,
    [organizationId, subject, verifiedEmail],
  );
  if (member === undefined) return undefined;
  const userId = member.user_id;
  const caller = { principal: principalOf(organizationId, member), channel: 'rest', ...origin } as const;
  await recordAudit(tx, caller, { action: 'person.bind', userId, subject: userId, after: { account: subject } });
  return member;
}

function principalOf(organizationId: OrganizationId, { user_id, role }: Known): Principal {
  return { organizationId, actor: { type: 'user', id: user_id }, scopes: new Set(ROLE_SCOPES[role]) };
}
