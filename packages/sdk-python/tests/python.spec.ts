import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pythonSdk, pythonTests } from '@roster/testing';

const modules = readdirSync(join(pythonSdk, 'tests'))
  .filter((name) => /^test_\w+\.py$/.test(name))
  .map((name) => `tests.${name.replace('.py', '')}`);

describe('the Python SDK:', () => pythonTests(modules));
