import 'reflect-metadata';
import { writeFile } from 'node:fs/promises';
import { describeApi, printDocument } from './api-description.js';

// usage: node dist/docs/write-openapi.main.js <file>      (`npm run generate` does it)
const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('usage: write-openapi.main.js <file>');
await writeFile(file, printDocument(await describeApi()));
