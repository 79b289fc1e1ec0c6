// usage: npm test [-- --all] [-- --images]
//
// Format and lint, build, types, boundaries, unused code, all suites, two faults. With --all also what takes long: the
// suites named *.long.*, the journey from a fresh clone, clients made by other generators, a selection of the faults,
// the types of the benchmarks. With --images the images are built and run, too (npm run test:images). CI=true means both,
// and there a tool that is missing (redis-server, Docker, a Python with requests) is a failure, not a skip; a suite that
// was red beside others runs once more, alone.
import { requireNode } from './setup/node-version.mjs';

requireNode();
import('./testing/main.mjs').then(({ main }) => main(process.argv.slice(2))).then((code) => process.exit(code));
