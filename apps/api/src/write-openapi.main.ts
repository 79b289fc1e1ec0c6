import { writeFile } from 'node:fs/promises';
import { openApiDocument } from './contract/openapi.js';
import { ENDPOINTS } from './endpoints.js';

// usage: node dist/write-openapi.main.js <file>      (`npm run generate` does it)
const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('usage: write-openapi.main.js <file>');
await writeFile(file, `${JSON.stringify(openApiDocument(ENDPOINTS), null, 2)}\n`);
