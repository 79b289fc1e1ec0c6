import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../setup/root.mjs';

const NOTE = '// Made from docs/openapi.json by `npm run generate`; do not edit.\n\n';

/** The SDK's types: where they are kept, and what they are by the OpenAPI document as it is now. */
export const sdkTypes = {
  file: join(root, 'packages', 'sdk', 'src', 'schema.generated.ts'),
  async generate() {
    // Loaded here: `npm test` loads this file before it has installed anything.
    const { default: openapiTS, astToString } = await import('openapi-typescript');
    const document = pathToFileURL(join(root, 'docs', 'openapi.json'));
    // What has a default is in requests only, and there it can be left out.
    return NOTE + astToString(await openapiTS(document, { alphabetize: true, defaultNonNullable: false }));
  },
};

/** They differ when somebody changed the document by hand, or the types. */
export async function checkSdkTypes() {
  const kept = await readFile(sdkTypes.file, 'utf8').catch(() => '');
  if (kept === (await sdkTypes.generate())) return { code: 0, output: '' };
  return { code: 1, output: 'packages/sdk/src/schema.generated.ts is out of date: run `npm run generate`.' };
}
