// usage: node ../../scripts/jest.mjs [jest options]      (in a package's folder; `npm test` does it)
//
// Runs the suites of one package and writes reports/<package>.json. Postgres and Redis come from
// ROSTER_TEST_DATABASE_URL and ROSTER_TEST_REDIS_URL; what is not set is started for this run.
import { globSync } from './testing/glob.mjs';
import { runJest } from './testing/run-jest.mjs';
import { withTestServices } from './testing/test-services.mjs';

const folder = process.cwd();
const args = process.argv.slice(2);
const needsServices = globSync(folder, /\.int\.spec\.ts$/).length > 0;

process.exitCode = needsServices
  ? await withTestServices((env) => runJest(folder, args, { ...process.env, ...env }))
  : await runJest(folder, args, process.env);
