import { z } from 'zod';
import type { OperatorId } from '../ids.js';

/** A viewer of the console may only look, an operator may also act. */
export const operatorRoleSchema = z.enum(['viewer', 'operator'], { error: '"viewer" or "operator"' });
export type OperatorRole = z.infer<typeof operatorRoleSchema>;

/** All actions of the console, with the roles that may perform them. The only place that says so. */
export const CONSOLE_PERMISSIONS = {
  'overview.read': ['viewer', 'operator'],
  'operation.read': ['viewer', 'operator'],
  /** Names of people, beside their IDs. */
  'member.read': ['operator'],
  'operation.cancel': ['operator'],
  'operation.rerun': ['operator'],
  'slack.read': ['viewer', 'operator'],
  'slack.disconnect': ['operator'],
  'slack.unlink': ['operator'],
  /** With the answers of receivers. */
  'webhook.read': ['operator'],
  'webhook.replay': ['operator'],
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

/** Whether this role may do it. */
export function mayInConsole(role: OperatorRole, action: ConsoleAction): boolean {
  return (CONSOLE_PERMISSIONS[action] as readonly OperatorRole[]).includes(role);
}

/** The least and most characters of a password: longer ones only cost time to hash. */
const PASSWORD_LENGTH = { least: 12, most: 200 } as const;
const passwordError = `a password of ${PASSWORD_LENGTH.least} to ${PASSWORD_LENGTH.most} characters`;

/** NIST SP 800-63B, section 3.1.1: a length, and no rules about its characters. */
export const operatorPasswordSchema = z
  .string({ error: passwordError })
  .min(PASSWORD_LENGTH.least, { error: passwordError })
  .max(PASSWORD_LENGTH.most, { error: passwordError });

/** An operator of the installation. Belongs to no organization and sees all of them. */
export interface OperatorAccount {
  readonly id: OperatorId;
  readonly email: string;
  readonly name: string;
  readonly role: OperatorRole;
}
