import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { folder, pythonTests } from './python-tests.js';

const modules = readdirSync(join(folder, 'tests'))
  .filter((name) => /^test_\w+\.py$/.test(name))
  .map((name) => `tests.${name.replace('.py', '')}`);

describe('the Python SDK:', () => pythonTests(modules));
