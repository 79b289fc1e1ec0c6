import { randomBytes } from 'node:crypto';
import { emailSchema, operatorPasswordSchema } from '@roster/domain';
import { z } from 'zod';
import { readSecret } from '../secret-input.js';

export const emailOption = { value: '<address>', text: 'The address to sign in with.', schema: emailSchema };

export const passwordOption = {
  value: '<how>',
  text: '"generate" prints a random one, once; "ask" (the default) reads it from the terminal, or from a pipe.',
  schema: z.enum(['ask', 'generate'], { error: '"ask" or "generate"' }).default('ask'),
};

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
