import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../setup/root.mjs';
import { pythonResources } from './python-resources.mjs';
import { PythonTypes } from './python-types.mjs';
import { operationsByResource } from './sdk-model.mjs';

const FOLDER = join(root, 'packages', 'sdk-python', 'src', 'roster');

/** The generated files of the Python SDK by the OpenAPI document as it is now: path and text of each. */
export async function pythonSdk() {
  const document = JSON.parse(await readFile(join(root, 'docs', 'openapi.json'), 'utf8'));
  const types = new PythonTypes(document);
  const resources = pythonResources(operationsByResource(document), types);
  return new Map([
    [join(FOLDER, 'types.py'), types.module()],
    [join(FOLDER, '_resources.py'), resources],
  ]);
}

/** They differ when somebody changed the document by hand, or the Python. */
export async function checkPythonSdk() {
  for (const [file, text] of await pythonSdk())
    if ((await readFile(file, 'utf8').catch(() => '')) !== text)
      return { code: 1, output: `${file.slice(root.length + 1)} is out of date: run \`npm run generate\`.` };
  return { code: 0, output: '' };
}
