// Used by jest.preset.js.
import { sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import imported from 'jest-runtime';

/** Its types describe the CommonJS module, whose default export this is. */
const Runtime = /** @type {typeof import('jest-runtime').default} */ (/** @type {unknown} */ (imported));

/** What jest-circus keeps in the global object: its handlers, and the tests of the file that it runs. */
const STATE_OF_CIRCUS = ['EVENT_HANDLERS', 'JEST_STATE_SYMBOL'];

/** Jest's module loader. It goes on after a file, with the modules that are loaded; of the file itself nothing stays. */
class SharedRuntime extends Runtime {
  /** The fields are private in Jest's types. */
  #parts = /** @type {any} */ (this);

  /** @param {string} testPath */
  begin(testPath) {
    this.#parts._testPath = testPath;
    this.#parts.testState.state = 'loading';
    return this;
  }

  /** @override */
  teardown() {
    const { registries, _testPath, _environment } = this.#parts;
    this.restoreAllMocks();
    registries.esModuleRegistry.delete(pathToFileURL(_testPath).href);
    const internal = registries.getInternalCjsRegistry();
    for (const path of internal.keys()) if (path.includes(`${sep}jest-circus${sep}`)) internal.delete(path);
    for (const symbol of Object.getOwnPropertySymbols(_environment.global))
      if (STATE_OF_CIRCUS.includes(String(symbol.description))) delete _environment.global[symbol];
  }
}

/** @type {SharedRuntime | undefined} */
let shared;

/**
 * The runtime of all test files of a process. Jest makes one for each, so that each file would load and compile every
 * module again; for files that use Nest and TypeORM that is half of their CPU time. Here modules are loaded once, as in
 * production. Tests change no state of a module that others use.
 *
 * @param {ConstructorParameters<typeof Runtime>} args
 */
export default function runtimeOf(...args) {
  const [, , , , , , testPath] = args;
  shared ??= new SharedRuntime(...args);
  return shared.begin(testPath);
}
