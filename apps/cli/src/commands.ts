import type { Command } from './command.js';
import { disableOperator, enableOperator, resetOperatorPassword, setOperatorRole } from './commands/change-operator.js';
import { createKey } from './commands/create-key.js';
import { createOperator } from './commands/create-operator.js';
import { createOrganization } from './commands/create-organization.js';
import { linkSlack } from './commands/link-slack.js';
import { listOperators } from './commands/list-operators.js';
import { migrateSchema } from './commands/migrate-schema.js';
import { seedLargeTenant } from './commands/seed-large.js';

/** In the order in which one needs them. */
export const COMMANDS: readonly Command[] = [
  migrateSchema,
  createOrganization,
  createKey,
  linkSlack,
  seedLargeTenant,
  createOperator,
  listOperators,
  setOperatorRole,
  resetOperatorPassword,
  disableOperator,
  enableOperator,
];
