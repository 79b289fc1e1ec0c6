import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type RunningApi, startApi } from './api.fixture.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const readme = readFileSync(join(root, 'packages', 'sdk', 'README.md'), 'utf8');
const samples = [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code).join('\n');

let api: RunningApi;
/** Where a program finds `@roster/sdk` as one that has it installed does. */
let folder: string;
beforeAll(async () => {
  api = await startApi();
  mkdirSync(join(root, 'node_modules', '.cache'), { recursive: true });
  folder = mkdtempSync(join(root, 'node_modules', '.cache', 'sdk-readme-'));
});
afterAll(async () => {
  await api.close();
  rmSync(folder, { recursive: true, force: true });
});

it('the samples in the README of the SDK are one program, which does what it says', async () => {
  const file = join(folder, 'samples.mjs');
  // They have no types of their own, so that they are JavaScript, too.
  writeFileSync(file, samples.replaceAll('https://roster.example.com', api.url));
  const env = { ...process.env, ROSTER_API_KEY: api.demo.token };
  const { stdout } = await promisify(execFile)(process.execPath, [file], { env });
  const lines = stdout.trim().split('\n');
  expect(lines.filter((line) => !line.endsWith(' of 3'))).toEqual([
    'Jane Smith',
    'jane@company.com',
    '1 null',
    'DEPARTMENT_MEMBERSHIP_DUPLICATE usr_def456 true',
    'done usr_demo001',
    '1 2',
    'usr_demo001 DEPARTMENT_MEMBERSHIP_DUPLICATE',
    'usr_nobody MEMBER_NOT_FOUND',
    'Demo Company',
  ]);
  expect(lines).toContain('3 of 3');
});
