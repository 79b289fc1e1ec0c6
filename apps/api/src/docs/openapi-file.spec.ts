import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { describeApi, printDocument } from './api-description.js';

it('docs/openapi.json is the document of this version; `npm run generate` writes it', async () => {
  const kept = readFileSync(new URL('../../../../docs/openapi.json', import.meta.url), 'utf8');
  expect(printDocument(await describeApi())).toBe(kept);
});
