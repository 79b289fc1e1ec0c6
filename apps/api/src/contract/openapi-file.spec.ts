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

/** Words that cannot be the name of a method in Python. */
const RESERVED =
  /^(?:and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield)$/;

it('every operation has a name of its own in the SDKs, one that both languages allow', () => {
  const operations = Object.values(openApiDocument(ENDPOINTS).paths).flatMap(Object.values);
  const names = operations.map(({ 'x-roster-sdk': { resource, method } }) => `${resource}.${method}`);
  expect(names).toHaveLength(ENDPOINTS.length);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  // A capital never follows another: the names in snake_case are unambiguous.
  for (const name of names) expect(name).toMatch(/^[a-z]+(?:[A-Z][a-z]+)*\.[a-z]+(?:[A-Z][a-z]+)*$/);
  for (const name of names) expect(name.split('.')[1]).not.toMatch(RESERVED);
});
