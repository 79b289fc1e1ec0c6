import { migrate } from './migrate.js';

const databaseUrl = process.env.DATABASE_DIRECT_URL || process.env.DATABASE_URL;
if (!databaseUrl) {
  console.error(
    'Set DATABASE_URL, or behind a transaction pooler DATABASE_DIRECT_URL, to the database that is to be migrated, for example postgres://user:password@host:5432/roster.',
  );
  process.exit(78);
}
const { applied } = await migrate(databaseUrl);
console.log(applied.length === 0 ? 'The schema is up to date.' : `Applied: ${applied.join(', ')}`);
