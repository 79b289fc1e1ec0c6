// usage: npm run generate
//
// Writes what is made from the program: docs/openapi.json from the API, the SDKs from that, and of the Helm chart what
// follows from the configuration and from deploy/. `npm test` fails when one differs from what is kept in the repository.
import { requireNode } from './setup/node-version.mjs';

requireNode();
import('./generate/main.mjs').then(({ main }) => main()).then((code) => process.exit(code));
