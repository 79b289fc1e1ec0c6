import { readFileSync } from 'node:fs';
import { ENDPOINTS } from '../endpoints.js';
import { openApiDocument } from './openapi.js';

it('docs/openapi.json is the document of this version; `npm run generate` writes it', () => {
  const kept = readFileSync(new URL('../../../../docs/openapi.json', import.meta.url), 'utf8');
  expect(`${JSON.stringify(openApiDocument(ENDPOINTS), null, 2)}\n`).toBe(kept);
});
