import { randomBytes } from 'node:crypto';
import { ApiKeyStore, createApiKey, createDataSource } from '@roster/database';
import { ALL_SCOPES, organizationIdSchema } from '@roster/domain';
import { createDatabase, dropDatabase, runningUrlOf, testDatabaseUrl } from '@roster/local-stack';
import type { DataSource } from 'typeorm';
import { run } from './run.js';

const name = `cli_${randomBytes(6).toString('hex')}`;
/** As the owner. */
let databaseUrl: string;
let database: DataSource;
beforeAll(async () => {
  databaseUrl = await createDatabase(testDatabaseUrl(), name);
  database = await createDataSource(databaseUrl, { poolSize: 1 }).initialize();
});
afterAll(async () => {
  await database.destroy();
  await dropDatabase(testDatabaseUrl(), name);
});

async function roster(
  args: readonly string[],
  env: NodeJS.ProcessEnv = { DATABASE_URL: runningUrlOf(databaseUrl), DATABASE_OWNER_URL: databaseUrl },
) {
  const said = { out: '', err: '' };
  const code = await run(args, env, {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
  });
  return { code, ...said };
}

const OWNER = ['--owner-name', 'Olga Owner', '--owner-email', 'olga@example.com'];

it('before the first migration a command says what to do', async () => {
  const env = { DATABASE_URL: databaseUrl };
  const { code, err } = await roster(['organization', 'create', '--name', 'Acme', ...OWNER], env);
  expect(code).toBe(1);
  expect(err).toContain('run the command "migrate" first');
});

it('without a database a command says which variable to look at', async () => {
  const { code, err } = await roster(['migrate'], { DATABASE_URL: 'postgres://roster@127.0.0.1:1/roster' });
  expect([code, err]).toEqual([1, expect.stringMatching(/Is DATABASE_URL right.*ECONNREFUSED 127\.0\.0\.1:1/)]);
});

it('an operator gets from an empty database to a token that works', async () => {
  expect(await roster(['migrate'])).toMatchObject({ code: 0, out: expect.stringContaining('Directory1763900000000') });
  expect(await roster(['migrate'])).toEqual({ code: 0, out: 'applied  none', err: '' });

  const made = await roster(['organization', 'create', '--name', 'Acme', ...OWNER, '--json']);
  const organization = JSON.parse(made.out);
  expect(organization).toEqual({
    organization_id: expect.stringMatching(/^org_/),
    name: 'Acme',
    owner_user_id: expect.stringMatching(/^usr_/),
    owner_email: 'olga@example.com',
  });

  const id = organization.organization_id;
  const key = await roster(['key', 'create', '--organization', id, '--name', 'first', '--expires-in', '90d']);
  expect(key.code).toBe(0);
  const token = /^token +(\S+)$/m.exec(key.out)?.[1] ?? '';
  const principal = await new ApiKeyStore(database).authenticate(token);
  expect(principal).toMatchObject({ organizationId: id, scopes: new Set(ALL_SCOPES) });

  const events = await database.query(
    `SELECT action, channel, actor_type, actor_id FROM audit_events WHERE organization_id = $1 ORDER BY id`,
    [id],
  );
  expect(events).toEqual(
    ['organization.create', 'person.create', 'key.create'].map((action) => ({
      action,
      channel: 'system',
      actor_type: 'system',
      actor_id: 'roster-cli',
    })),
  );
});

it('scopes can be chosen', async () => {
  const id = `org_${randomBytes(4).toString('hex')}`;
  await roster(['organization', 'create', '--name', 'Few', ...OWNER, '--id', id]);
  const options = ['--organization', id, '--name', 'few', '--scopes', 'members:read,members:write', '--json'];
  expect(JSON.parse((await roster(['key', 'create', ...options])).out)).toMatchObject({
    scopes: ['members:read', 'members:write'],
    expires_at: null,
  });
});

it('an operator sees the active keys of an organization and revokes one with those that were made with it', async () => {
  const id = organizationIdSchema.parse(`org_${randomBytes(4).toString('hex')}`);
  await roster(['organization', 'create', '--name', 'Keys', ...OWNER, '--id', id]);
  expect(await roster(['key', 'list', '--organization', id])).toMatchObject({ code: 0, out: 'keys  none' });
  const create = ['key', 'create', '--organization', id, '--name', 'first', '--json'];
  const { key_id } = JSON.parse((await roster(create)).out);
  const child = await database.transaction((tx) => {
    const actor = { type: 'api_key', id: key_id } as const;
    const principal = { organizationId: id, actor, scopes: new Set(ALL_SCOPES) };
    const caller = { principal, channel: 'rest', traceId: '4bf92f3577b34da6a3ce929d0e0e4736' } as const;
    return createApiKey(
      tx,
      caller,
      { name: 'child', scopes: ['members:read'], expires_at: null },
      { perOrganization: 0 },
    );
  });
  const usedAt = Date.parse('2026-01-02T03:04:05.678Z');
  await new ApiKeyStore(database).recordUses(new Map([[child.key.id, { usedAt, address: '203.0.113.7' }]]));
  const listed = JSON.parse((await roster(['key', 'list', '--organization', id, '--json'])).out);
  expect(listed).toEqual({
    [key_id]: expect.stringMatching(/^first \(.+\), made by system roster-cli, expires never, never used$/),
    [child.key.id]:
      `child (members:read), made by api_key ${key_id}, expires never, last used 2026-01-02T03:04:05.678Z from 203.0.113.7`,
  });
  const revoke = ['key', 'revoke', '--organization', id, '--key', key_id, '--children', 'revoke', '--json'];
  expect(JSON.parse((await roster(revoke)).out).revoked.sort()).toEqual([key_id, child.key.id].sort());
  expect((await roster(['key', 'list', '--organization', id])).out).toBe('keys  none');
});

it('keys are limited as they are over the API', async () => {
  const id = `org_${randomBytes(4).toString('hex')}`;
  await roster(['organization', 'create', '--name', 'Limited', ...OWNER, '--id', id]);
  const env = { DATABASE_URL: databaseUrl, API_KEYS_PER_ORGANIZATION: '1', API_KEY_MAX_LIFETIME_DAYS: '10' };
  const create = ['key', 'create', '--organization', id, '--name', 'one', '--json'];
  const long = await roster([...create, '--expires-in', '11d'], env);
  expect([long.code, long.err]).toEqual([1, expect.stringContaining('within 10 days')]);
  const made = JSON.parse((await roster(create, env)).out);
  expect((Date.parse(made.expires_at) - Date.now()) / (24 * 3_600_000)).toBeCloseTo(10, 1);
  const second = await roster(create, env);
  expect([second.code, second.err]).toEqual([1, expect.stringContaining('as many active API keys')]);
  expect((await roster(create, { ...env, API_KEYS_PER_ORGANIZATION: 'many' })).code).toBe(78);
});

it('an organization is made once, also when two ask for the same id at the same time', async () => {
  const id = `org_${randomBytes(4).toString('hex')}`;
  const args = ['organization', 'create', '--name', 'Twice', ...OWNER, '--id', id];
  const runs = await Promise.all([roster(args), roster(args)]);
  expect(runs.map(({ code }) => code).sort()).toEqual([0, 1]);
  expect(runs.find(({ code }) => code === 1)?.err).toContain('There is already an organization with this id.');
});

const SMALL = ['--people', '40', '--departments', '6', '--memberships', '90'];

it('a large organization is made once, and a token for it on request', async () => {
  const first = await roster(['seed-large', ...SMALL, '--with-key', '--json']);
  const { token, ...made } = JSON.parse(first.out);
  expect(made).toEqual({
    organization_id: expect.stringMatching(/^org_/),
    people: 40,
    departments: 6,
    memberships: 90,
    keys: 12,
    audit_events: 1 + 12 + 40 + 6 + 90,
  });
  expect(first.err).toMatch(/^people: 40departments: 6memberships: 90statistics: 5$/);
  expect(await new ApiKeyStore(database).authenticate(token)).toMatchObject({ organizationId: made.organization_id });
  const again = await roster(['seed-large', ...SMALL]);
  expect(again.out).toContain(`organization_id  ${made.organization_id}\npeople           40\n`);
  expect(again.out).not.toContain('token');
});

it('a large organization that is interrupted is finished by the same command', async () => {
  const stop = new AbortController();
  const said = { err: '' };
  const output = {
    out() {},
    err(text: string) {
      said.err += text;
      if (text.startsWith('people: ')) stop.abort();
    },
  };
  const args = ['seed-large', ...SMALL, '--seed', '2', '--organization-name', 'Acme'];
  expect(await run(args, { DATABASE_URL: databaseUrl }, output, () => stop.signal)).toBe(130);
  expect(said.err).toMatch(/org_\w+ has 40 people, 0 departments and 0 memberships so far. The same command continues/);
  expect(JSON.parse((await roster([...args, '--json'])).out)).toMatchObject({ people: 40, departments: 6 });
});

it('an organization that is not there gets no key', async () => {
  const { code, err } = await roster(['key', 'create', '--organization', 'org_none', '--name', 'x']);
  expect([code, err]).toEqual([1, expect.stringContaining('There is no organization with this id')]);
});

it.each<[string[], string]>([
  [[], 'A command is missing.'],
  [['organisation'], 'There is no command "organisation".'],
  [['key'], 'There is no command "key".'],
  [['migrate', '--force'], `Unknown option '--force'`],
  [['migrate', 'now'], 'Unexpected argument'],
  [['migrate', '--json=yes'], 'does not take an argument'],
  [['key', 'create'], '--organization is missing; expected'],
  [['key', 'create', '--organization', 'usr_1', '--name', 'x'], '--organization is invalid; expected "org_"'],
  [['key', 'create', '--organization', 'org_1', '--name', 'x', '--name', 'y'], `'--name' is given twice`],
  [['key', 'create', '--organization', 'org_1', '--name', 'x', '--scopes', 'all'], '--scopes is invalid'],
  [['key', 'create', '--organization', 'org_1', '--name', 'x', '--expires-in', 'soon'], '12h or 90d'],
  [['key', 'create', '--organization', 'org_1', '--name', 'x', '--expires-in', '0d'], '12h or 90d'],
  [['key', 'create', '--organization', 'org_1', '--name', 'x', '--expires-in', '3651d'], '12h or 90d'],
  [['key', 'create', '--organization', 'org_1', '--name', 'a\u0000'], '--name is invalid'],
  [['key', 'revoke', '--organization', 'org_1', '--key', 'usr_1'], '--key is invalid'],
  [['key', 'revoke', '--organization', 'org_1', '--key', 'key_1', '--children', 'all'], 'expected "revoke" or "keep"'],
  [['organization', 'create', '--name', 'x', '--owner-name', 'y', '--owner-email', 'z'], 'an e-mail address'],
  [['seed-large', '--people', '0'], '--people is invalid; expected a whole number from 1'],
  [['seed-large', '--seed', '-1'], `argument is ambiguous`],
  [['seed-large', '--with-key=yes'], 'does not take an argument'],
  [['seed-large', '--people', '2', '--departments', '2', '--memberships', '5'], 'at most people times departments, 4'],
])('%j is refused with 64 and the way it is meant', async (args, text) => {
  const { code, out, err } = await roster(args);
  expect([code, out]).toEqual([64, '']);
  expect(err).toContain(text);
  expect(err).toContain('usage: npm run roster --');
});

it.each<[string[], string]>([
  [['--help'], 'organization create'],
  [['help'], 'Exit codes'],
  [['migrate', '-h'], 'Bring the schema up to date'],
  [['key', 'create', '--help'], '--scopes <a,b>'],
  [['seed-large', '--help'], '--with-key '],
])('%j helps without a database', async (args, text) => {
  expect(await roster(args, {})).toMatchObject({ code: 0, out: expect.stringContaining(text), err: '' });
});

it.each([
  [{}, 'DATABASE_URL is not set'],
  [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL is "mysql://x"'],
])('a wrong environment is 78 and names the variable', async (env, text) => {
  expect(await roster(['migrate'], env)).toMatchObject({ code: 78, err: expect.stringContaining(text) });
});

it('a Slack workspace is connected by a URL that an operator gets', async () => {
  const id = `org_${randomBytes(4).toString('hex')}`;
  await roster(['organization', 'create', '--name', 'Chat', ...OWNER, '--id', id]);
  const args = ['slack', 'link', '--organization', id, '--public-url', 'https://bot.acme.example', '--json'];
  const { code, out } = await roster(args);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual({
    organization_id: id,
    url: expect.stringMatching(/^https:\/\/bot\.acme\.example\/slack\/install\?link=[\w-]{43}$/),
    expires_at: expect.any(String),
  });
  const short = ['slack', 'link', '--organization', id, '--json'];
  const fromEnvironment = await roster(short, { DATABASE_URL: databaseUrl, SLACK_PUBLIC_URL: 'https://bot.example/' });
  expect(JSON.parse(fromEnvironment.out).url).toMatch(/^https:\/\/bot\.example\/slack\/install\?link=/);
  const wrong = await roster(short, { DATABASE_URL: databaseUrl, SLACK_PUBLIC_URL: 'bot' });
  expect([wrong.code, wrong.err]).toEqual([78, expect.stringContaining('SLACK_PUBLIC_URL is "bot"')]);
  const missing = await roster(short);
  expect([missing.code, missing.err]).toEqual([64, expect.stringContaining('SLACK_PUBLIC_URL')]);
  expect(
    (await roster(['slack', 'link', '--organization', 'org_none', '--public-url', 'https://x.example'])).code,
  ).toBe(1);
});
