import type { Command } from './command.js';
import { createKey } from './commands/create-key.js';
import { createOrganization } from './commands/create-organization.js';
import { linkSlack } from './commands/link-slack.js';
import { migrateSchema } from './commands/migrate-schema.js';

/** In the order in which one needs them. */
export const COMMANDS: readonly Command[] = [migrateSchema, createOrganization, createKey, linkSlack];
