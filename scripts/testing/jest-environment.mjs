// Used by jest.preset.js.
import { constants, createContext } from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

/** What Jest puts in place of the globals that a context has of itself. */
const REPLACED = ['Buffer', 'ArrayBuffer', 'Uint8Array'];

/**
 * Jest's environment for Node with an ordinary global object. In Jest's own, every use of a global, be it `Promise` or
 * `Array`, asks a proxy first.
 */
class OrdinaryGlobals extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    /** @type {any} */
    const prepared = this.global;
    /** @type {any} */
    const global = createContext(constants.DONT_CONTEXTIFY);
    for (const name of Reflect.ownKeys(prepared))
      if (REPLACED.includes(String(name)) || !(name in global))
        Object.defineProperty(global, name, descriptorIn(prepared, name));
    global.global = global;
    global.Error.stackTraceLimit = prepared.Error.stackTraceLimit;
    for (const name of ['dispose', 'asyncDispose']) global.Symbol[name] ??= prepared.Symbol[name];
    this.global = global;
    this.context = global;
    const Mocker = /** @type {any} */ (this.moduleMocker?.constructor);
    this.moduleMocker = new Mocker(global);
    const Timers = /** @type {any} */ (this.fakeTimersModern?.constructor);
    this.fakeTimersModern = new Timers({ config: config.projectConfig, global });
    // Legacy fake timers are not supported: those made by Jest would replace the timers of the global that is not used.
    this.fakeTimers = null;
    this.exit = global.process.exit;
  }

  /**
   * Called after each file.
   *
   * @override
   */
  async teardown() {
    this.fakeTimersModern?.useRealTimers();
    this.global.process.exit = this.exit;
  }
}

/** @type {OrdinaryGlobals | undefined} */
let shared;

/** The environment of all test files of a process, which share their modules, too: see jest-runtime.mjs. */
export default function environmentOf(config, context) {
  shared ??= new OrdinaryGlobals(config, context);
  return shared;
}

/**
 * What Node loads when it is first used is still loaded then; its getter defines it in the context that asks.
 *
 * @returns {any}
 */
function descriptorIn(prepared, name) {
  const { value, get, configurable, enumerable, writable } = Object.getOwnPropertyDescriptor(prepared, name) ?? {};
  if (get === undefined) return { value, configurable, enumerable, writable };
  const define = (global, found) => {
    Object.defineProperty(global, name, {
      value: found,
      configurable: true,
      enumerable: enumerable === true,
      writable: true,
    });
    return found;
  };
  return {
    configurable: true,
    enumerable,
    get() {
      return define(this, prepared[name]);
    },
    set(found) {
      define(this, found);
    },
  };
}
