import { newId, type OperatorAccount, type OperatorId, type OperatorRole } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { Operator } from '../entities/operator.entity.js';
import { findOperator } from './operator-store.js';

/** Who the identity provider says it is. */
export interface OperatorIdentity {
  /** Issuer and subject: unique, and never given to somebody else. */
  readonly subject: string;
  /** An address that the provider has verified. */
  readonly email: string;
  readonly name: string;
  /** The role that the provider gives; null when accounts and roles are kept here only. */
  readonly role: OperatorRole | null;
}

/** Why somebody whom the provider knows is not let in: no account, a disabled one, or one that belongs to another identity. */
export type IdentityRefusal = 'unknown' | 'disabled' | 'taken';

/** An account that its identity opens, and what that changed about it. */
export interface AdmittedOperator {
  readonly operator: OperatorAccount;
  readonly changes: readonly ('create' | 'bind' | 'role')[];
}

/**
 * The account of an identity: the one that is bound to it, else the one with its e-mail address, which is bound then. Once
 * bound, the identity counts, not the address. When the provider gives the role, an account that is missing is created,
 * and a changed role is taken over, which ends the sessions with the old one.
 */
export async function admitIdentity(
  tx: EntityManager,
  identity: OperatorIdentity,
): Promise<AdmittedOperator | IdentityRefusal> {
  const known = await findAccount(tx, identity);
  const found = known ?? (await createAccount(tx, identity));
  if (!found) return identity.role === null ? 'unknown' : 'taken';
  if (found.disabled_at !== null) return 'disabled';
  const { id, email, name } = found;
  const role = identity.role ?? found.role;
  // Of two identities with one address, only the first binds the account.
  const [, bound]: [unknown, number] = await tx.query(
    `UPDATE operators SET oidc_subject = $2, role = $3
     WHERE id = $1 AND disabled_at IS NULL AND coalesce(oidc_subject, $2) = $2`,
    [id, identity.subject, role],
  );
  if (bound === 0) return 'taken';
  if (role !== found.role) await tx.query('DELETE FROM operator_sessions WHERE operator_id = $1', [id]);
  const changes = [
    ...(known ? [] : (['create'] as const)),
    ...(found.oidc_subject === null ? (['bind'] as const) : []),
    ...(role === found.role ? [] : (['role'] as const)),
  ];
  return { operator: { id: id as OperatorId, email, name, role }, changes };
}

async function findAccount(tx: EntityManager, { subject, email }: OperatorIdentity): Promise<Operator | null> {
  return (await tx.findOneBy(Operator, { oidc_subject: subject })) ?? (await findOperator(tx, email));
}

/** Null when there is one already that is not this identity's, or the provider gives no role. */
async function createAccount(tx: EntityManager, identity: OperatorIdentity): Promise<Operator | null> {
  const { subject, email, name, role } = identity;
  if (role === null) return null;
  // A second first sign-in at the same moment waits here, and then finds what the first one made.
  await tx.query(
    `INSERT INTO operators (id, email, name, role, oidc_subject) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
    [newId('operator'), email, name, role, subject],
  );
  return findAccount(tx, identity);
}
