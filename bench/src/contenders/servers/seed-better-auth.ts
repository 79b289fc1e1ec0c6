import type pg from 'pg';
import type { Auth } from './better-auth.main.js';

const OWNER = { name: 'Owner', email: 'owner@company.com', password: 'correct horse battery staple' };

/** An owner who is signed in, an organization with one team, and members who are in no team: `b1` to `bN`. */
export async function seedBetterAuth(
  auth: Auth,
  pool: pg.Pool,
  people: number,
): Promise<{ cookie: string; teamId: string }> {
  await (await auth.$context).runMigrations();
  await auth.api.signUpEmail({ body: OWNER });
  const { headers: signedIn } = await auth.api.signInEmail({ body: OWNER, returnHeaders: true });
  const owner = new Headers({ cookie: cookiesOf(signedIn) });

  const organization = await auth.api.createOrganization({
    body: { name: 'Company', slug: 'company' },
    headers: owner,
  });
  if (!organization) throw new Error('better-auth made no organization.');
  const team = await auth.api.createTeam({
    body: { name: 'Engineering', organizationId: organization.id },
    headers: owner,
  });
  const { headers: activated } = await auth.api.setActiveOrganization({
    body: { organizationId: organization.id },
    headers: owner,
    returnHeaders: true,
  });

  await pool.query(
    `INSERT INTO "user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
     SELECT 'b' || n, 'Person ' || n, 'b' || n || '@company.com', true, now(), now() FROM generate_series(1, $1::int) n`,
    [people],
  );
  await pool.query(
    `INSERT INTO member (id, "organizationId", "userId", role, "createdAt")
     SELECT 'm' || n, $2, 'b' || n, 'member', now() FROM generate_series(1, $1::int) n`,
    [people, organization.id],
  );
  return { cookie: cookiesOf(signedIn, activated), teamId: team.id };
}

/** What a browser would send after these answers: later cookies replace earlier ones of the same name. */
function cookiesOf(...answers: Headers[]): string {
  const cookies = new Map<string, string>();
  for (const text of answers.flatMap((headers) => headers.getSetCookie())) {
    const [pair = ''] = text.split(';');
    cookies.set(pair.slice(0, pair.indexOf('=')), pair);
  }
  return [...cookies.values()].join('; ');
}
