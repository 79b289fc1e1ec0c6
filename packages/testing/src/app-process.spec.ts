import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppProcess } from './app-process.js';

const folder = mkdtempSync(join(tmpdir(), 'roster-app-'));
afterAll(() => rmSync(folder, { recursive: true }));

function program(code: string): string {
  const file = join(folder, 'main.mjs');
  writeFileSync(file, code);
  return file;
}

test('an app that ends before it is ready is reported with its exit code and its last words', async () => {
  const main = program(`console.error('PORT is not a number'); process.exitCode = 78;`);
  await expect(AppProcess.start('api', {}, main)).rejects.toMatchObject({
    code: 78,
    output: expect.stringContaining('PORT is not a number'),
    message: expect.stringContaining('api ended with 78'),
  });
});

test('an app gets the variables given to it, and none of the test run', async () => {
  const main = program(`process.send({ type: 'ready', url: Object.keys(process.env).join() }); process.disconnect();`);
  const app = await AppProcess.start('api', { REDIS_URL: 'redis://localhost' }, main);
  expect(app.url).toMatch(/\bREDIS_URL\b/);
  expect(app.url).not.toMatch(/NODE_OPTIONS|JEST_WORKER_ID/);
  expect(await app.ended()).toBe(0);
});

test('an app that is stopped has logged everything by then', async () => {
  const main = program(`
    setInterval(() => {}, 1_000);
    process.on('SIGTERM', () => { console.log('stopped'); process.exit(0); });
    process.send({ type: 'ready' });
  `);
  const app = await AppProcess.start('api', {}, main);
  expect(app.alive).toBe(true);
  expect(await app.stop()).toBe(0);
  expect(app.lines).toEqual(['stopped']);
  expect([app.alive, await app.stop()]).toEqual([false, 0]);
});
