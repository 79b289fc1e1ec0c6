import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../setup/root.mjs';
import { camelTypes } from './sdk-camel-types.mjs';
import { operationsByResource } from './sdk-model.mjs';
import { resourceClasses } from './sdk-resources.mjs';

const NOTE = '// Made from docs/openapi.json by `npm run generate`; do not edit.\n\n';
const OPENAPI = join(root, 'docs', 'openapi.json');

/** The generated files of the SDK for TypeScript: where each is kept, and its text by the OpenAPI document as it is now. */
export async function typescriptSdk() {
  const document = JSON.parse(await readFile(OPENAPI, 'utf8'));
  const resources = operationsByResource(document);
  const texts = {
    'schema.generated.ts': await schemaTypes(),
    'types.generated.ts': await camelTypes(document, [...resources.values()].flat()),
    'resources.generated.ts': resourceClasses(resources),
  };
  const folder = join(root, 'packages', 'sdk', 'src');
  return new Map(Object.entries(texts).map(([name, text]) => [join(folder, name), NOTE + text]));
}

/** The types of the calls by path. */
async function schemaTypes() {
  // Loaded here: `npm test` loads this file before it has installed anything.
  const { default: openapiTS, astToString } = await import('openapi-typescript');
  // What has a default is in requests only, and there it can be left out.
  return astToString(await openapiTS(pathToFileURL(OPENAPI), { alphabetize: true, defaultNonNullable: false }));
}

/** They differ when somebody changed the document by hand, or the files. */
export async function checkTypescriptSdk() {
  for (const [file, text] of await typescriptSdk()) {
    const kept = await readFile(file, 'utf8').catch(() => '');
    if (kept !== text) return { code: 1, output: `${relative(root, file)} is out of date: run \`npm run generate\`.` };
  }
  return { code: 0, output: '' };
}
