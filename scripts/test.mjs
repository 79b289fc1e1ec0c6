// usage: npm test
//
// Everything that must hold: format and lint, build, types, boundaries, unused code, all suites, the journeys. With
// CI=true a tool that is missing (redis-server, a Python with requests) is a failure, not a skip.
import { requireNode } from './setup/node-version.mjs';

requireNode();
import('./testing/main.mjs').then(({ main }) => main()).then((code) => process.exit(code));
