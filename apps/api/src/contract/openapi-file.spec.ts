import { readdirSync, readFileSync } from 'node:fs';
import { ENDPOINTS } from '../endpoints.js';
import { openApiDocument } from './openapi.js';

it('docs/openapi.json is the document of this version; `npm run generate` writes it', () => {
  const kept = readFileSync(new URL('../../../../docs/openapi.json', import.meta.url), 'utf8');
  expect(`${JSON.stringify(openApiDocument(ENDPOINTS), null, 2)}\n`).toBe(kept);
});

it('every contract is in the list of endpoints, from which the document and tests are made', async () => {
  const source = new URL('../', import.meta.url);
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' });
  const contracts = files.filter((file) => file.endsWith('.contract.ts'));
  const modules: object[] = await Promise.all(contracts.map((file) => import(new URL(file, source).href)));
  const declared = modules.flatMap((exported) => Object.values(exported).flatMap(Object.values));
  expect(new Set(ENDPOINTS)).toEqual(new Set(declared));
});
