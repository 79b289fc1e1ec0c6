// usage: npm start      (npm start -- --help tells options and environment)
//
// Installs, builds and runs Roster with an embedded Postgres, and adds Jane to Engineering. Ctrl-C stops everything.
import { requireNode } from './setup/node-version.mjs';

requireNode();
import('./start/main.mjs').then(({ main }) => main(process.argv.slice(2))).then((code) => process.exit(code));
