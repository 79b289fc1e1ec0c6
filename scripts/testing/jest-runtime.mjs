// Used by jest.preset.js.
import { sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import imported from 'jest-runtime';

/** Its types describe the CommonJS module, whose default export this is. */
const Runtime = /** @type {typeof import('jest-runtime').default} */ (/** @type {unknown} */ (imported));

/** What Jest keeps of a file in the global object: handlers, tests, and what `jest.setTimeout` and `jest.retryTimes` set. */
const STATE_OF_FILE = [
  'EVENT_HANDLERS',
  'JEST_STATE_SYMBOL',
  'TEST_TIMEOUT_SYMBOL',
  'RETRY_TIMES',
  'RETRY_IMMEDIATELY',
  'WAIT_BEFORE_RETRY',
  'LOG_ERRORS_BEFORE_RETRY',
];

/**
 * Jest's module loader. It is kept after each file together with the modules that are loaded; only the test file itself is
 * removed.
 */
class SharedRuntime extends Runtime {
  /** The fields are private in Jest's types. */
  #internals = /** @type {any} */ (this);

  /** @param {string} testPath */
  begin(testPath) {
    this.#internals._testPath = testPath;
    this.#internals.testState.state = 'loading';
    return this;
  }

  /** @override */
  teardown() {
    const { registries, testState, _testPath, _environment } = this.#internals;
    this.restoreAllMocks();
    registries.esModuleRegistry.delete(pathToFileURL(_testPath).href);
    const internal = registries.getInternalCjsRegistry();
    for (const path of internal.keys()) if (path.includes(`${sep}jest-circus${sep}`)) internal.delete(path);
    for (const symbol of Object.getOwnPropertySymbols(_environment.global))
      if (STATE_OF_FILE.includes(String(symbol.description))) delete _environment.global[symbol];
    testState.teardown();
  }
}

/** @type {{ resolver: unknown, runtime: SharedRuntime } | undefined} */
let shared;

/**
 * The runtime of all test files of a process. Jest makes one for each, so that each file would load and compile every
 * module again; for files that use Nest and TypeORM that is half of their CPU time. Here modules are loaded once, as in
 * production. So a test must not change state of a module that another test could see. With `--watch` each change
 * of a file leads to another runtime.
 *
 * @param {ConstructorParameters<typeof Runtime>} args
 */
export default function runtimeOf(...args) {
  const [, , resolver, , , , testPath] = args;
  // Jest makes another resolver when files have changed.
  if (shared?.resolver !== resolver) shared = { resolver, runtime: new SharedRuntime(...args) };
  return shared.runtime.begin(testPath);
}
