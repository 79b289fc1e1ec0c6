import { listOperators as list } from '@roster/database';
import { defineCommand } from '../command.js';
import { inTransaction } from '../operator.js';

export const listOperators = defineCommand({
  name: 'operator list',
  summary: 'Show who may sign in to the console.',
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
