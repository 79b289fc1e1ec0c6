import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalPostgres, startPostgres } from './start-postgres.js';

// Only root runs the server as another user, who may lack access.
const asRoot = process.getuid?.() === 0 ? describe : describe.skip;

asRoot('startPostgres as root in a folder that only root may enter', () => {
  const home = mkdtempSync(join(tmpdir(), 'roster-closed-'));
  let server: LocalPostgres | undefined;

  afterEach(async () => {
    await server?.stop();
    if (server) rmSync(server.dataDir, { recursive: true, force: true });
    rmSync(home, { recursive: true, force: true });
  });

  it('keeps the data where the postgres user can reach it, always in the same place, and says where', async () => {
    const told: string[] = [];
    const start = () =>
      startPostgres({ dataDir: join(home, 'postgres'), durable: false, log: (line) => told.push(line) });
    server = await start();
    const { dataDir } = server;
    expect(dataDir.startsWith(home)).toBe(false);
    expect(told).toContain(`Postgres data is in ${dataDir} (the postgres user cannot enter ${home})`);
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    expect(statSync(dataDir).uid).not.toBe(0);

    await server.stop();
    server = await start();
    expect(server.dataDir).toBe(dataDir);
  });
});
