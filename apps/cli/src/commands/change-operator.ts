import { changeOperator, type OperatorChange } from '@roster/database';
import { type OperatorAccount, operatorRoleSchema } from '@roster/domain';
import { defineCommand } from '../command.js';
import { inTransaction } from '../operator.js';
import { choosePassword, emailOption, passwordOption, writeDown } from './operator-options.js';

export const disableOperator = defineCommand({
  name: 'operator disable',
  summary: 'Take the console away from somebody, at once: all sessions end.',
  options: { email: emailOption },
  async run({ email }, { databaseUrl }) {
    return { ...reportOf(await change(databaseUrl, email, { kind: 'disable' })), disabled: 'yes' };
  },
});

export const enableOperator = defineCommand({
  name: 'operator enable',
  summary: 'Give the console back to somebody.',
  options: { email: emailOption },
  async run({ email }, { databaseUrl }) {
    return { ...reportOf(await change(databaseUrl, email, { kind: 'enable' })), disabled: 'no' };
  },
});

export const setOperatorRole = defineCommand({
  name: 'operator role',
  summary: 'Give somebody another role. All sessions end, so that the new role begins with a new sign-in.',
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
  summary: 'Set a new password. All sessions end, and failed attempts are forgotten.',
  options: { email: emailOption, password: passwordOption },
  async run({ email, password: how }, { databaseUrl }) {
    const { password, printed } = await choosePassword(how);
    const account = await change(databaseUrl, email, { kind: 'password', password });
    return { ...reportOf(account), ...(printed === null ? {} : { password: printed }) };
  },
});

async function change(databaseUrl: string, email: string, wanted: OperatorChange): Promise<OperatorAccount> {
  const account = await inTransaction(databaseUrl, async (tx) => {
    const changed = await changeOperator(tx, email, wanted);
    if (changed)
      await writeDown(tx, wanted.kind, changed.email, wanted.kind === 'role' ? { role: wanted.role } : undefined);
    return changed;
  });
  if (!account) throw new Error(`There is no account for ${email}; nothing was changed.`);
  return account;
}

function reportOf({ id, email, role }: OperatorAccount) {
  return { operator_id: id, email, role };
}
