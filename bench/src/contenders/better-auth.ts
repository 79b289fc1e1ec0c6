import { join } from 'node:path';
import { startService } from '../stack/service.js';
import type { Contender } from './contender.js';
import { HttpContender } from './http-contender.js';

const SERVER = join(import.meta.dirname, 'servers', 'better-auth.main.js');

/** More than it adds in one turn; its own schema, since its users are not ours. */
const PEOPLE = 20_000;

/** better-auth's organization plugin behind node:http: a team is its department. */
export const betterAuthContender: Contender = {
  name: 'better-auth',
  title: 'better-auth, add-team-member',
  missing: () => null,
  async open(stack) {
    const databaseUrl = await stack.emptyDatabase('better-auth');
    const env = { DATABASE_URL: databaseUrl, BENCH_PEOPLE: String(PEOPLE) };
    const server = await startService('api', env, SERVER);
    const { cookie, teamId, origin } = (await server.ready) as unknown as Record<string, string>;
    return new HttpContender({
      stack,
      databaseUrl,
      target: {
        url: server.url,
        path: '/api/auth/organization/add-team-member',
        headers: { Cookie: String(cookie), Origin: String(origin), 'Content-Type': 'application/json' },
        body: `{"teamId":"${teamId}","userId":"b%d"}`,
        people: PEOPLE,
      },
      services: [server],
      table: '"teamMember"',
      reset: ['TRUNCATE "teamMember"', 'UPDATE team SET "memberCount" = 0'],
    });
  },
};
