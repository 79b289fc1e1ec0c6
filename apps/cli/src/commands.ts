import type { Command } from './command.js';
import { auditHead, auditVerify } from './commands/audit.js';
import { auditArchive, auditVerifyArchive } from './commands/audit-archive.js';
import { cellKey, directoryPlace, prepareCellDatabase } from './commands/cells.js';
import { createOrganization } from './commands/create-organization.js';
import { createKey, listKeys, revokeKey } from './commands/keys.js';
import { linkSlack } from './commands/link-slack.js';
import { migrateSchema } from './commands/migrate-schema.js';
import { moveOrganization } from './commands/move-organization.js';
import {
  discard,
  exportFrozen,
  freeze,
  importFrozen,
  open,
  release,
  removeMoved,
  takeBack,
  unfreeze,
} from './commands/move-steps.js';
import {
  createOperator,
  disableOperator,
  enableOperator,
  listOperators,
  resetOperatorPassword,
  resetOperatorSecondFactor,
  resetOperatorSingleSignOn,
  setOperatorRole,
} from './commands/operators.js';
import { seedLargeTenant } from './commands/seed-large.js';

/** In the order in which they are needed. */
export const COMMANDS: readonly Command[] = [
  migrateSchema,
  createOrganization,
  createKey,
  listKeys,
  revokeKey,
  linkSlack,
  moveOrganization,
  freeze,
  unfreeze,
  exportFrozen,
  importFrozen,
  release,
  open,
  removeMoved,
  discard,
  takeBack,
  cellKey,
  prepareCellDatabase,
  directoryPlace,
  auditVerify,
  auditHead,
  auditArchive,
  auditVerifyArchive,
  seedLargeTenant,
  createOperator,
  listOperators,
  setOperatorRole,
  resetOperatorPassword,
  resetOperatorSecondFactor,
  resetOperatorSingleSignOn,
  disableOperator,
  enableOperator,
];
