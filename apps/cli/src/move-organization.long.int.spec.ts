import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { FeedRelay, migrate } from '@roster/database';
import { createMigratedDatabase, dropDatabase, testDatabaseUrl } from '@roster/local-stack';
import { openTestDatabase } from '@roster/testing';
import { run } from './run.js';

const ORGANIZATION = 'org_xyz789';
const folder = mkdtempSync(join(tmpdir(), 'roster-cells-'));
const directory = join(folder, 'cells.json');
const first = await openTestDatabase();

const name = `move_${process.pid}`;
const second = await createMigratedDatabase(name, migrate);
const relay = new FeedRelay(first.dataSource, { retentionDays: 30 });
let stopped = false;
const worker = (async () => {
  for (; !stopped; await delay(100)) await relay.run();
})();
afterAll(async () => {
  stopped = true;
  await worker;
  await first.close();
  await dropDatabase(testDatabaseUrl(), name);
  rmSync(folder, { recursive: true });
});

async function roster(url: string, ownerUrl: string, ...args: string[]) {
  const said = { out: '', err: '' };
  const add = (stream: 'out' | 'err') => (text: string) => {
    said[stream] += `${text}\n`;
  };
  const env = { DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl, TARGET_DATABASE_OWNER_URL: second.ownerUrl };
  const code = await run(args, env, { out: add('out'), err: add('err') });
  return { code, ...said };
}
const inFirst = (...args: string[]) => roster(first.url, first.ownerUrl, ...args);
const inSecond = (...args: string[]) => roster(second.url, second.ownerUrl, ...args);
const org = ['--organization', ORGANIZATION];

it('an organization moves by one command, the directory tells it, and what is left is removed by another', async () => {
  const key = join(folder, 'cell.key');
  writeFileSync(key, (await inFirst('cell', 'key')).out);
  expect(await inSecond('cell', 'prepare', '--number', '0', '--key-file', key)).toMatchObject({ code: 64 });
  expect(await inSecond('cell', 'prepare', '--number', '2', '--key-file', key)).toMatchObject({ code: 0 });
  expect(await inFirst('cell', 'prepare', '--number', '2', '--key-file', key)).toMatchObject({
    code: 1,
    err: expect.stringContaining('has been used'),
  });
  writeFileSync(directory, JSON.stringify({ cells: { eu2: { api: 'http://127.0.0.1:1' } }, organizations: {} }));

  const to = ['--to-cell', 'eu2', '--directory', directory];
  const wrong = await inFirst('organization', 'move', ...org, '--to-cell', 'ue2', '--directory', directory);
  expect(wrong).toMatchObject({ code: 64, err: expect.stringContaining('is not in') });
  expect(await inFirst('organization', 'release', ...org, '--to-cell', 'eu2')).toMatchObject({
    code: 1,
    err: expect.stringContaining('is not frozen'),
  });
  expect(await inFirst('organization', 'discard', ...org)).toMatchObject({ code: 1 });
  const unreceived = ['organization', 'release', ...org, '--to-cell', 'eu2', '--without-receipt'];
  writeFileSync(`${directory}.lock`, '');
  expect(await inFirst('organization', 'move', ...org, ...to)).toMatchObject({
    code: 1,
    err: expect.stringMatching(
      /cells\.json\.lock shows.*delete the file.*org_xyz789 is frozen. Type the same command again/s,
    ),
  });
  rmSync(`${directory}.lock`);
  expect(await inFirst(...unreceived)).toMatchObject({ code: 1, err: expect.stringContaining('is not open') });
  const moved = await inFirst('organization', 'move', ...org, ...to, '--json');
  expect(moved).toMatchObject({ code: 0 });
  expect({ code: moved.code, ...JSON.parse(moved.out || '{}') }).toMatchObject({
    code: 0,
    organization_id: ORGANIZATION,
    cell: 'eu2',
    people: 49,
  });
  expect(JSON.parse(readFileSync(directory, 'utf8')).organizations).toEqual({ [ORGANIZATION]: 'eu2' });
  const change = ['key', 'create', ...org, '--name', 'new'];
  expect(await inFirst(...change)).toMatchObject({ code: 1, err: expect.stringContaining('has moved') });
  expect(await inSecond(...change)).toMatchObject({ code: 0 });
  expect(await inFirst('organization', 'unfreeze', ...org)).toMatchObject({ code: 1 });
  expect(await inFirst('organization', 'take-back', ...org)).toMatchObject({
    code: 1,
    err: expect.stringContaining('was opened'),
  });
  expect(await inFirst('organization', 'move', ...org, ...to)).toMatchObject({ code: 0 });
  expect(await inFirst(...unreceived)).toMatchObject({ code: 0 });
  expect(await inFirst('organization', 'remove', ...org)).toMatchObject({ code: 0, err: expect.anything() });
  expect(await inFirst('organization', 'remove', ...org)).toMatchObject({ code: 1 });
}, 60_000);

it.each([
  ['an export that is not there', ['organization', 'import', '--from', join(folder, 'none')], 64, 'no complete export'],
  [
    'a directory without the cell',
    ['directory', 'place', '--file', directory, ...org, '--cell', 'us1'],
    64,
    'is not in',
  ],
  [
    'a file that is no directory',
    ['directory', 'place', '--file', join(folder, 'cell.key'), ...org, '--cell', 'us1'],
    64,
    'no directory',
  ],
  ['an organization that is not here', ['organization', 'freeze', ...org], 1, 'no organization'],
  ['an organization that is not frozen', ['organization', 'release', ...org, '--to-cell', 'us1'], 1, 'is not frozen'],
])('refuses %s', async (_, args, code, message) => {
  expect(await inFirst(...args)).toMatchObject({ code, err: expect.stringContaining(message) });
});
