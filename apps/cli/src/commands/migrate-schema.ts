import { migrate } from '@roster/database';
import { defineCommand } from '../command.js';

export const migrateSchema = defineCommand({
  name: 'migrate',
  summary: 'Bring the schema up to date. Run this before a new version starts.',
  options: {},
  async run(_, { ownerUrl, directUrl }) {
    const { applied } = await migrate(ownerUrl, directUrl);
    return { applied };
  },
});
