// usage: npm start      (npm start -- --help lists the options and environment variables)
//
// Installs, builds and runs Roster with an embedded Postgres, and adds Jane to Engineering. Ctrl-C stops everything.
import { requireNode } from './setup/node-version.mjs';

requireNode();
import('./start/main.mjs').then(({ main }) => main(process.argv.slice(2))).then((code) => process.exit(code));
