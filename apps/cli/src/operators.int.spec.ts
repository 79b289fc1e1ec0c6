import { execFile } from 'node:child_process';
import { findOperator, verifyPassword } from '@roster/database';
import { openTestDatabase, type TestDatabase } from '@roster/testing';
import { run } from './run.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

async function roster(...args: string[]) {
  const said = { out: '', err: '' };
  const add = (stream: 'out' | 'err') => (text: string) => {
    said[stream] += text;
  };
  const code = await run(args, { DATABASE_URL: database.url }, { out: add('out'), err: add('err') });
  return { code, ...said };
}

async function fits(email: string, password: string): Promise<boolean> {
  const account = await findOperator(database.dataSource.manager, email);
  return verifyPassword(password, account?.password_hash ?? null);
}

const OLGA = ['--email', 'olga@company.com'];

it('an account is made with a password that is printed once, and shows in the list', async () => {
  const args = [
    'operator',
    'create',
    ...OLGA,
    '--name',
    'Olga',
    '--role',
    'operator',
    '--password',
    'generate',
    '--json',
  ];
  const made = JSON.parse((await roster(...args)).out);
  expect(made).toMatchObject({
    email: 'olga@company.com',
    role: 'operator',
    operator_id: expect.stringMatching(/^opr_/),
  });
  expect(await fits('OLGA@company.com', made.password)).toBe(true);
  const list = await roster('operator', 'list');
  expect(list.out).toBe('olga@company.com  Olga (operator), last sign-in never');
  expect(await roster(...args)).toMatchObject({
    code: 1,
    err: expect.stringContaining('account for olga@company.com already'),
  });
});

it('a role, a password and the whole account can be taken away and given back', async () => {
  expect(await roster('operator', 'role', ...OLGA, '--role', 'viewer')).toMatchObject({ code: 0 });
  const { out } = await roster('operator', 'reset-password', ...OLGA, '--password', 'generate', '--json');
  expect(await fits('olga@company.com', JSON.parse(out).password)).toBe(true);
  expect(await roster('operator', 'disable', ...OLGA)).toMatchObject({ code: 0 });
  expect((await roster('operator', 'list')).out).toContain('(viewer, disabled)');
  expect(await roster('operator', 'enable', ...OLGA)).toMatchObject({ code: 0 });
  expect((await roster('operator', 'list')).out).toContain('(viewer)');
  const events = await database.dataSource.query('SELECT * FROM operator_events ORDER BY id');
  expect(events.map(({ action }: { action: string }) => action)).toEqual([
    'operator.create',
    'operator.role',
    'operator.password',
    'operator.disable',
    'operator.enable',
  ]);
  expect(events[1]).toMatchObject({
    operator_email: 'roster-cli',
    subject: 'olga@company.com',
    details: { role: 'viewer' },
  });
});

it('an account without a password signs in with the identity provider only, and its identity can be reset', async () => {
  const sso = ['--email', 'sso@company.com'];
  const made = await roster('operator', 'create', ...sso, '--name', 'Sam', '--password', 'none', '--json');
  expect([made.code, Object.keys(JSON.parse(made.out))]).toEqual([0, ['operator_id', 'email', 'role']]);
  const account = async () => findOperator(database.dataSource.manager, 'sso@company.com');
  expect((await account())?.password_hash).toBeNull();
  await database.dataSource.query(`UPDATE operators SET oidc_subject = 'iss sub' WHERE email = 'sso@company.com'`);
  expect(await roster('operator', 'reset-single-sign-on', ...sso)).toMatchObject({ code: 0 });
  expect((await account())?.oidc_subject).toBeNull();
  const [event] = await database.dataSource.query('SELECT * FROM operator_events ORDER BY id DESC LIMIT 1');
  expect(event).toMatchObject({ action: 'operator.single-sign-on', subject: 'sso@company.com' });
});

it('a second factor whose phone is lost can be removed', async () => {
  const account = await findOperator(database.dataSource.manager, 'olga@company.com');
  await database.dataSource.query(
    `INSERT INTO operator_second_factors (operator_id, key_id, sealed_secret, last_step, created_at)
     VALUES ($1, 'key', 'sealed', 1, now())`,
    [account?.id],
  );
  expect(await roster('operator', 'reset-second-factor', ...OLGA)).toMatchObject({ code: 0 });
  expect(await database.dataSource.query('SELECT FROM operator_second_factors')).toEqual([]);
  const [event] = await database.dataSource.query('SELECT * FROM operator_events ORDER BY id DESC LIMIT 1');
  expect(event).toMatchObject({ action: 'operator.second-factor', subject: 'olga@company.com' });
  expect(await roster('operator', 'reset-second-factor', '--email', 'nobody@company.com')).toMatchObject({ code: 1 });
});

it('a password that is piped in is taken; one that is too short changes nothing', async () => {
  const args = ['operator', 'reset-password', ...OLGA];
  expect(await piped('a password from a pipe\n', ...args)).toMatchObject({ code: 0 });
  expect(await fits('olga@company.com', 'a password from a pipe')).toBe(true);
  expect(await piped('short\n', ...args)).toMatchObject({
    code: 1,
    err: expect.stringContaining('12 to 200 characters'),
  });
  expect(await piped('', ...args)).toMatchObject({ code: 1 });
  expect(await fits('olga@company.com', 'a password from a pipe')).toBe(true);
});

it.each([
  [['operator', 'create'], '--email is missing'],
  [['operator', 'create', ...OLGA, '--name', 'Olga', '--role', 'owner'], '"viewer" or "operator"'],
  [['operator', 'create', ...OLGA, '--name', 'Olga', '--password', 'my secret'], '"ask", "generate" or "none"'],
  [['operator', 'role', '--email', 'x', '--role', 'viewer'], 'an e-mail address'],
])('%j is refused with 64', async (args, text) => {
  expect(await roster(...args)).toMatchObject({ code: 64, err: expect.stringContaining(text) });
});

it('somebody who has no account cannot be changed', async () => {
  const { code, err } = await roster('operator', 'disable', '--email', 'nobody@company.com');
  expect([code, err]).toEqual([1, expect.stringContaining('There is no account for nobody@company.com')]);
});

/** The command as a process, with something in its standard input. */
function piped(text: string, ...args: string[]): Promise<{ code: number; err: string }> {
  return new Promise((resolve) => {
    const main = new URL('../dist/main.js', import.meta.url).pathname;
    const env = { PATH: process.env.PATH ?? '', DATABASE_URL: database.url };
    const child = execFile(process.execPath, [main, ...args], { env }, (error, _, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, err }),
    );
    child.stdin?.end(text);
  });
}
