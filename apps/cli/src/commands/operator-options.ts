import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { OperatorEventLog } from '@roster/database';
import { emailSchema, operatorPasswordSchema } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { readSecret } from '../secret-input.js';

export const emailOption = { value: '<address>', text: 'The address to sign in with.', schema: emailSchema };

export const passwordOption = {
  value: '<how>',
  text: '"generate" prints a random one, once; "ask" (the default) reads it from the terminal, or from a pipe.',
  schema: z.enum(['ask', 'generate'], { error: '"ask" or "generate"' }).default('ask'),
};

/** Shown under Activity in the console. In the transaction of the change: what cannot be written down is not done. */
export function writeDown(tx: EntityManager, action: string, email: string, details?: { role: string }): Promise<void> {
  return new OperatorEventLog(tx).write({
    operator: null,
    email: 'roster-cli',
    action: `operator.${action}`,
    outcome: 'done',
    subject: email,
    address: hostname(),
    ...(details ? { details } : {}),
  });
}

/** The password, and what of it is to be printed. @throws when what was typed is no password */
export async function choosePassword(how: 'ask' | 'generate'): Promise<{ password: string; printed: string | null }> {
  if (how === 'generate') {
    const password = randomBytes(18).toString('base64url');
    return { password, printed: password };
  }
  const typed = operatorPasswordSchema.safeParse(await readSecret('Password: '));
  if (!typed.success) throw new Error(`Expected ${typed.error.issues[0]?.message}; nothing was changed.`);
  return { password: typed.data, printed: null };
}
