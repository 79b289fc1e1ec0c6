import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../setup/root.mjs';
import { step } from '../setup/steps.mjs';

/** What has been checked, kept as reports/images.json in the form of Jest's reports, which `npm test` adds up. */
export class Results {
  #tests = [];
  #file = join(root, 'reports', 'images.json');

  constructor() {
    mkdirSync(dirname(this.#file), { recursive: true });
    // An old report must not stand in for a run that crashed.
    rmSync(this.#file, { force: true });
  }

  /** Does `work`, which rejects when the check fails; what it returns is shown behind its time. */
  async check(name, work) {
    try {
      const result = await step(name, work);
      this.#tests.push({ status: 'passed', fullName: `images ${name}` });
      return result;
    } catch (error) {
      this.#tests.push({ status: 'failed', fullName: `images ${name}` });
      console.log(`    ${error.message.trim().replaceAll('\n', '\n    ')}`);
      return undefined;
    }
  }

  skip(name) {
    this.#tests.push({ status: 'pending', fullName: `images ${name}` });
    console.log(`  - ${name}`);
  }

  count(status) {
    return this.#tests.filter((test) => test.status === status).length;
  }

  write() {
    const report = {
      numPassedTests: this.count('passed'),
      numFailedTests: this.count('failed'),
      numPendingTests: this.count('pending'),
      numTodoTests: 0,
      numRuntimeErrorTestSuites: 0,
      testResults: [{ assertionResults: this.#tests }],
    };
    writeFileSync(this.#file, JSON.stringify(report, undefined, 2));
  }
}
