// usage: npm test [-- --images]
//
// Everything that must hold: format and lint, build, types, boundaries, unused code, all suites, the journeys. With
// --images, and with CI=true, the images are built and run, too (npm run test:images). With CI=true a tool that is
// missing (redis-server, Docker, a Python with requests) is a failure, not a skip.
import { requireNode } from './setup/node-version.mjs';

requireNode();
import('./testing/main.mjs').then(({ main }) => main(process.argv.slice(2))).then((code) => process.exit(code));
