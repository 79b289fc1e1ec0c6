import { createOperator as create } from '@roster/database';
import { fullNameSchema, operatorRoleSchema } from '@roster/domain';
import { defineCommand } from '../command.js';
import { inTransaction } from '../operator.js';
import { choosePassword, emailOption, passwordOption, writeDown } from './operator-options.js';

export const createOperator = defineCommand({
  name: 'operator create',
  summary: 'Make an account for the console.',
  options: {
    email: emailOption,
    name: { value: '<text>', text: 'The full name.', schema: fullNameSchema },
    role: {
      value: '<role>',
      text: '"viewer" may look, "operator" may also act; viewer unless given.',
      schema: operatorRoleSchema.default('viewer'),
    },
    password: passwordOption,
  },
  async run({ email, name, role, password: how }, { databaseUrl }) {
    const { password, printed } = await choosePassword(how);
    const made = await inTransaction(databaseUrl, async (tx) => {
      const account = await create(tx, { email, name, role, password });
      if (account) await writeDown(tx, 'create', email, { role });
      return account;
    });
    if (!made) throw new Error(`There is an account for ${email} already; nothing was changed.`);
    return { operator_id: made.id, email, role, ...(printed === null ? {} : { password: printed }) };
  },
});
