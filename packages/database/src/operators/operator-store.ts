import { newId, normalizeEmail, type OperatorAccount, type OperatorId, type OperatorRole } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { Operator } from '../entities/operator.entity.js';
import { hashPassword } from './password-hash.js';
import { accountKeys } from './sign-in-attempts.js';

export interface NewOperator {
  readonly email: string;
  readonly name: string;
  readonly role: OperatorRole;
  /** Null: signs in with the identity provider only. */
  readonly password: string | null;
}

/** Creates an account. Null when the e-mail address has one, in any case. */
export async function createOperator(tx: EntityManager, account: NewOperator): Promise<OperatorAccount | null> {
  const { email, name, role, password } = account;
  const id = newId('operator');
  const made: unknown[] = await tx.query(
    `INSERT INTO operators (id, email, name, role, password_hash) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (lower(email)) DO NOTHING RETURNING id`,
    [id, email, name, role, password === null ? null : await hashPassword(password)],
  );
  return made.length > 0 ? { id, email, name, role } : null;
}

export function listOperators(tx: EntityManager): Promise<Operator[]> {
  return tx.find(Operator, { order: { created_at: 'ASC', id: 'ASC' } });
}

/** The account of an e-mail address, disabled or not; null when there is none. */
export function findOperator(tx: EntityManager, email: string): Promise<Operator | null> {
  return tx
    .createQueryBuilder(Operator, 'o')
    .where('lower(o.email) = lower(:email)', { email: normalizeEmail(email) })
    .getOne();
}

export type OperatorChange =
  | { readonly kind: 'disable' }
  | { readonly kind: 'enable' }
  | { readonly kind: 'role'; readonly role: OperatorRole }
  | { readonly kind: 'password'; readonly password: string }
  | { readonly kind: 'single-sign-on' }
  | { readonly kind: 'second-factor' };

const FORGETS_DEVICES = new Set<OperatorChange['kind']>(['disable', 'password', 'second-factor']);

/**
 * Changes an account (`single-sign-on`: unbinds it from its identity, so that the next sign-in binds it anew;
 * `second-factor`: removes that, so that the password is enough until there is another one) and ends all of its sessions in the same transaction, so that no session keeps revoked rights. Its
 * browsers are strangers again when it is disabled, or has a new password or no second factor any more. Null when there is no account.
 */
export async function changeOperator(
  tx: EntityManager,
  email: string,
  change: OperatorChange,
): Promise<OperatorAccount | null> {
  const found = await findOperator(tx, email);
  if (!found) return null;
  const columns = await columnsOf(change);
  if (columns) await tx.update(Operator, { id: found.id }, columns);
  await tx.query('DELETE FROM operator_sessions WHERE operator_id = $1', [found.id]);
  await tx.query('DELETE FROM operator_half_sign_ins WHERE operator_id = $1', [found.id]);
  if (change.kind === 'second-factor')
    await tx.query('DELETE FROM operator_second_factors WHERE operator_id = $1', [found.id]);
  if (FORGETS_DEVICES.has(change.kind))
    await tx.query('DELETE FROM operator_devices WHERE operator_id = $1', [found.id]);
  await tx.query('DELETE FROM operator_sign_in_attempts WHERE key = ANY($1)', [accountKeys(found.email)]);
  return toAccount(await tx.findOneByOrFail(Operator, { id: found.id }));
}

async function columnsOf(change: OperatorChange): Promise<Partial<Operator> | null> {
  switch (change.kind) {
    case 'disable':
      return { disabled_at: new Date() };
    case 'enable':
      return { disabled_at: null };
    case 'role':
      return { role: change.role };
    case 'password':
      return { password_hash: await hashPassword(change.password) };
    case 'single-sign-on':
      return { oidc_subject: null };
    case 'second-factor':
      return null;
  }
}

function toAccount({ id, email, name, role }: Operator): OperatorAccount {
  return { id: id as OperatorId, email, name, role };
}
