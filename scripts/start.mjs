// usage: npm start
//
// Installs, builds and runs Roster with an embedded Postgres, and adds Jane to Engineering. Environment: PORT (3000),
// CONSOLE_PORT (3002), DATABASE_URL, DATABASE_DIRECT_URL, DATABASE_OWNER_URL, REDIS_URL, ROSTER_DATA_DIR (.roster),
// ROSTER_DEMO_TOKEN. Ctrl-C stops everything.
import { requireNode } from './setup/node-version.mjs';

requireNode();
import('./start/main.mjs').then(({ main }) => main()).then((code) => process.exit(code));
