import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import {
  changeOperator,
  createOperator as create,
  listOperators as list,
  type OperatorChange,
  OperatorEventLog,
} from '@roster/database';
import {
  emailSchema,
  fullNameSchema,
  type OperatorAccount,
  operatorPasswordSchema,
  operatorRoleSchema,
} from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { defineCommand } from '../command.js';
import { inTransaction } from '../operator.js';

const emailOption = { value: '<address>', text: 'The e-mail address to sign in with.', schema: emailSchema };

const passwordText =
  '"generate" prints a random password, once; "ask" (the default) reads it from the terminal or from a pipe.';

const passwordOption = {
  value: '<how>',
  text: passwordText,
  schema: z.enum(['ask', 'generate'], { error: '"ask" or "generate"' }).default('ask'),
};

export const createOperator = defineCommand({
  name: 'operator create',
  summary: 'Create an account for the console.',
  options: {
    email: emailOption,
    name: { value: '<text>', text: 'The full name.', schema: fullNameSchema },
    role: {
      value: '<role>',
      text: '"viewer" may read, "operator" may also act. Default: viewer.',
      schema: operatorRoleSchema.default('viewer'),
    },
    password: {
      value: '<how>',
      text: `${passwordText} "none": signs in with single sign-on only.`,
      schema: z.enum(['ask', 'generate', 'none'], { error: '"ask", "generate" or "none"' }).default('ask'),
    },
  },
  async run({ email, name, role, password: how }, { databaseUrl }) {
    const { password, printed } = how === 'none' ? { password: null, printed: null } : await choosePassword(how);
    const made = await inTransaction(databaseUrl, async (tx) => {
      const account = await create(tx, { email, name, role, password });
      if (account) await recordEvent(tx, 'create', email, { role });
      return account;
    });
    if (!made) throw new Error(`There is an account for ${email} already; nothing was changed.`);
    return { operator_id: made.id, email, role, ...(printed === null ? {} : { password: printed }) };
  },
});

export const listOperators = defineCommand({
  name: 'operator list',
  summary: 'List the accounts of the console.',
  options: {},
  async run(_, { databaseUrl }) {
    const operators = await inTransaction(databaseUrl, (tx) => list(tx));
    const rows = operators.map(({ email, name, role, disabled_at, last_sign_in_at }) => {
      const state = disabled_at === null ? role : `${role}, disabled`;
      return [email, `${name} (${state}), last sign-in ${last_sign_in_at?.toISOString() ?? 'never'}`] as const;
    });
    return rows.length > 0 ? Object.fromEntries(rows) : { operators: null };
  },
});

export const disableOperator = defineCommand({
  name: 'operator disable',
  summary: 'Disable an account. All its sessions end at once.',
  options: { email: emailOption },
  async run({ email }, { databaseUrl }) {
    return { ...reportOf(await change(databaseUrl, email, { kind: 'disable' })), disabled: 'yes' };
  },
});

export const enableOperator = defineCommand({
  name: 'operator enable',
  summary: 'Enable a disabled account.',
  options: { email: emailOption },
  async run({ email }, { databaseUrl }) {
    return { ...reportOf(await change(databaseUrl, email, { kind: 'enable' })), disabled: 'no' };
  },
});

export const setOperatorRole = defineCommand({
  name: 'operator role',
  summary: 'Change the role of an account. All its sessions end, so that the new role applies from the next sign-in.',
  options: {
    email: emailOption,
    role: { value: '<role>', text: '"viewer" or "operator".', schema: operatorRoleSchema },
  },
  async run({ email, role }, { databaseUrl }) {
    return reportOf(await change(databaseUrl, email, { kind: 'role', role }));
  },
});

export const resetOperatorPassword = defineCommand({
  name: 'operator reset-password',
  summary: 'Set a new password. All sessions of the account end, and failed sign-ins are forgotten.',
  options: { email: emailOption, password: passwordOption },
  async run({ email, password: how }, { databaseUrl }) {
    const { password, printed } = await choosePassword(how);
    const account = await change(databaseUrl, email, { kind: 'password', password });
    return { ...reportOf(account), ...(printed === null ? {} : { password: printed }) };
  },
});

export const resetOperatorSingleSignOn = defineCommand({
  name: 'operator reset-single-sign-on',
  summary:
    'Unbind an account from its identity at the provider. The next person who signs in there with its address is bound to it. All sessions of the account end.',
  options: { email: emailOption },
  async run({ email }, { databaseUrl }) {
    return reportOf(await change(databaseUrl, email, { kind: 'single-sign-on' }));
  },
});

export const resetOperatorSecondFactor = defineCommand({
  name: 'operator reset-second-factor',
  summary:
    'Remove the second factor of an account whose phone and recovery codes are lost. All sessions of the account end.',
  options: { email: emailOption },
  async run({ email }, { databaseUrl }) {
    return reportOf(await change(databaseUrl, email, { kind: 'second-factor' }));
  },
});

async function change(databaseUrl: string, email: string, wanted: OperatorChange): Promise<OperatorAccount> {
  const account = await inTransaction(databaseUrl, async (tx) => {
    const changed = await changeOperator(tx, email, wanted);
    if (changed)
      await recordEvent(tx, wanted.kind, changed.email, wanted.kind === 'role' ? { role: wanted.role } : undefined);
    return changed;
  });
  if (!account) throw new Error(`There is no account for ${email}; nothing was changed.`);
  return account;
}

function reportOf({ id, email, role }: OperatorAccount) {
  return { operator_id: id, email, role };
}

/** Shown under Activity in the console. Written in the transaction of the change, which fails without it. */
function recordEvent(tx: EntityManager, action: string, email: string, details?: { role: string }): Promise<void> {
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

/** `printed` is null for a password that the operator typed. @throws when that is no valid password */
async function choosePassword(how: 'ask' | 'generate'): Promise<{ password: string; printed: string | null }> {
  if (how === 'generate') {
    const password = randomBytes(18).toString('base64url');
    return { password, printed: password };
  }
  const typed = operatorPasswordSchema.safeParse(await readSecret('Password: '));
  if (!typed.success) throw new Error(`Expected ${typed.error.issues[0]?.message}; nothing was changed.`);
  return { password: typed.data, printed: null };
}

/**
 * Reads a secret so that it is neither shown nor in the history of a shell: the first line of standard input when that is
 * a pipe, else what is typed. Null when there is none.
 */
async function readSecret(prompt: string): Promise<string | null> {
  const { stdin, stderr } = process;
  let isShown = true;
  const output = new Writable({
    write(chunk, _encoding, done) {
      if (isShown) stderr.write(chunk);
      done();
    },
  });
  const lines = createInterface({ input: stdin, output, terminal: stdin.isTTY === true });
  try {
    if (stdin.isTTY !== true) {
      for await (const line of lines) return line;
      return null;
    }
    const answer = lines.question(prompt);
    isShown = false;
    const secret = await answer;
    stderr.write('\n');
    return secret;
  } finally {
    lines.close();
  }
}
