import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLogger, runMain, runProcess } from '@roster/runtime';
import { betterAuth } from 'better-auth';
import { toNodeHandler } from 'better-auth/node';
import { organization } from 'better-auth/plugins';
import pg from 'pg';
import { seedBetterAuth } from './seed-better-auth.js';

const ORIGIN = 'http://127.0.0.1';

/** better-auth as its documentation sets it up, and what makes it faster switched on: no rate limit, sessions in a signed cookie. */
function createAuth(pool: pg.Pool) {
  return betterAuth({
    baseURL: ORIGIN,
    secret: 'a-secret-that-only-signs-the-cookies-of-a-benchmark',
    database: pool,
    emailAndPassword: { enabled: true },
    session: { cookieCache: { enabled: true, maxAge: 24 * 60 * 60 } },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { level: 'error' },
    plugins: [organization({ teams: { enabled: true } })],
  });
}

export type Auth = ReturnType<typeof createAuth>;

await runMain(async () => {
  const logger = createLogger({ name: 'better-auth', level: 'error' });
  const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10, application_name: 'better-auth' });
  const auth = createAuth(pool);
  const handle = toNodeHandler(auth);
  const server = createServer((request, response) => void handle(request, response));
  await runProcess({
    name: 'better-auth',
    logger,
    async start() {
      const { cookie, teamId } = await seedBetterAuth(auth, pool, Number(process.env.BENCH_PEOPLE));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      process.send?.({ type: 'ready', url: `${ORIGIN}:${port}`, cookie, teamId, origin: ORIGIN });
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await pool.end();
    },
  });
});
