import { z } from 'zod';
import type { OperatorId } from '../ids.js';

/** What somebody who runs Roster may do in the console: look, or also act. */
export const operatorRoleSchema = z.enum(['viewer', 'operator'], { error: '"viewer" or "operator"' });
export type OperatorRole = z.infer<typeof operatorRoleSchema>;

/** Everything that can be done in the console, and the roles that may. The console asks this table and no other. */
export const CONSOLE_PERMISSIONS = {
  'overview.read': ['viewer', 'operator'],
  'operation.read': ['viewer', 'operator'],
  'operation.cancel': ['operator'],
  'operation.rerun': ['operator'],
  'event.read': ['viewer', 'operator'],
  'queue.read': ['viewer', 'operator'],
  'queue.pause': ['operator'],
  'queue.resume': ['operator'],
  'queue.retry': ['operator'],
  'queue.promote': ['operator'],
  'queue.clean': ['operator'],
  'job.retry': ['operator'],
  'job.promote': ['operator'],
  'job.remove': ['operator'],
} as const satisfies Record<string, readonly OperatorRole[]>;

export type ConsoleAction = keyof typeof CONSOLE_PERMISSIONS;

/** May somebody of this role do it? */
export function mayInConsole(role: OperatorRole, action: ConsoleAction): boolean {
  return (CONSOLE_PERMISSIONS[action] as readonly OperatorRole[]).includes(role);
}

/** Characters that a password has at least, and at most: longer ones only cost time to hash. */
const PASSWORD_LENGTH = { least: 12, most: 200 } as const;
const passwordError = `a password of ${PASSWORD_LENGTH.least} to ${PASSWORD_LENGTH.most} characters`;

/** NIST SP 800-63B, section 3.1.1: a length, and no rules about what it is made of. */
export const operatorPasswordSchema = z
  .string({ error: passwordError })
  .min(PASSWORD_LENGTH.least, { error: passwordError })
  .max(PASSWORD_LENGTH.most, { error: passwordError });

/** Somebody who runs Roster. Belongs to no organization and sees all of them. */
export interface OperatorAccount {
  readonly id: OperatorId;
  readonly email: string;
  readonly name: string;
  readonly role: OperatorRole;
}
