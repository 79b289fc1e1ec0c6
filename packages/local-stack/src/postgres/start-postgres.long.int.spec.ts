import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../free-port.js';
import { inDatabase } from './databases.js';
import { type LocalPostgres, startPostgres, stopPostgres } from './start-postgres.js';

describe('startPostgres', () => {
  let folder: string;
  let dataDir: string;
  let server: LocalPostgres | undefined;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'roster-spec-'));
    chmodSync(folder, 0o755);
    dataDir = join(folder, 'postgres');
  });

  afterEach(async () => {
    await server?.stop();
    server = undefined;
    rmSync(folder, { recursive: true, force: true });
  });

  const start = async (port?: number) =>
    (server = await startPostgres({ dataDir, durable: false, ...(port === undefined ? {} : { port }) }));

  const setting = (url: string, name: string) =>
    inDatabase(url, async (client) => (await client.query(`SHOW ${name}`)).rows[0][name] as string);

  it('keeps the data from one start to the next, and stops for good in between', async () => {
    const first = await start();
    await inDatabase(first.url, (client) => client.query('CREATE TABLE kept AS SELECT 1 AS one'));
    await first.stop();
    await expect(accepts(first.port)).resolves.toBe(false);

    const second = await start();
    const rows = await inDatabase(second.url, async (client) => (await client.query('SELECT one FROM kept')).rows);
    expect(rows).toEqual([{ one: 1 }]);
  });

  it('has UTF8, the C locale, connections for many suites, and no durability unless requested', async () => {
    const { url } = await start();
    expect(await setting(url, 'server_encoding')).toBe('UTF8');
    expect(await setting(url, 'lc_collate').catch(() => 'C')).toBe('C');
    expect(await setting(url, 'max_connections')).toBe('500');
    expect(await setting(url, 'fsync')).toBe('off');
    expect(await setting(url, 'listen_addresses')).toBe('127.0.0.1');
  });

  it('refuses connections without the password, which only its owner can read', async () => {
    const { url, dataDir: home } = await start();
    const wrong = new URL(url);
    wrong.password = 'guess';
    await expect(inDatabase(wrong.href, async () => {})).rejects.toThrow(/password authentication failed/);
    expect(statSync(join(home, 'password')).mode & 0o777).toBe(0o600);
  });

  it('adopts the server that a killed start left running', async () => {
    const left = await start();
    const again = await start();
    expect(again.url).toBe(left.url);
  });

  it('stops the server that a killed run left frozen', async () => {
    const left = await start();
    left.freeze();
    await stopPostgres(dataDir);
    await expect(accepts(left.port)).resolves.toBe(false);
  });

  it('starts despite a pid file that names another program', async () => {
    const { dataDir: home, stop } = await start();
    const file = join(home, 'cluster', 'postmaster.pid');
    const lines = readFileSync(file, 'utf8').split('\n');
    await stop();
    writeFileSync(file, [process.pid, ...lines.slice(1)].join('\n'));
    const { url } = await start();
    expect(await setting(url, 'fsync')).toBe('off');
  });

  it('says that the port is taken when the caller chose one', async () => {
    const { port } = await start();
    const other = startPostgres({ dataDir: join(folder, 'other'), durable: false, port });
    await expect(other).rejects.toThrow(/The port is taken/);
  });

  it('uses the port that the caller chose', async () => {
    const port = await freePort();
    expect((await start(port)).port).toBe(port);
  });
});

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
