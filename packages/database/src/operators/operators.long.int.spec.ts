import { openTestDatabase } from '../database.fixture.js';
import { ConsoleSessions } from './console-sessions.js';
import { HalfSignIns } from './half-sign-ins.js';
import { KnownDevices } from './known-devices.js';
import { OperatorEventLog } from './operator-event-log.js';
import { changeOperator, createOperator, findOperator } from './operator-store.js';
import { hashPassword, verifyPassword } from './password-hash.js';
import { SecondFactors } from './second-factors.js';
import { SignInAttempts } from './sign-in-attempts.js';

const database = await openTestDatabase();
afterAll(() => database.close());
const sessions = new ConsoleSessions(database.dataSource);

const ADDRESS = '192.0.2.7';
let made = 0;

async function operator() {
  made += 1;
  const account = {
    email: `Ops${made}@company.com`,
    name: 'Ops',
    role: 'operator' as const,
    password: 'correct horse',
  };
  const operator = await createOperator(database.dataSource.manager, account);
  if (!operator) throw new Error('not made');
  return operator;
}

describe('passwords', () => {
  it('are kept salted, and only the right one fits', async () => {
    const [one, other] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')]);
    expect(one).not.toBe(other);
    expect(one).not.toContain('horse');
    expect(await verifyPassword('correct horse', one)).toBe(true);
    expect(await verifyPassword('correct horse ', one)).toBe(false);
    expect(await verifyPassword('correct horse', null)).toBe(false);
    expect(await verifyPassword('', 'nonsense')).toBe(false);
  });
});

describe('accounts', () => {
  it('there is one for an address, whatever the case, also when two make it at once', async () => {
    const account = { email: 'two@company.com', name: 'Two', role: 'viewer' as const, password: 'correct horse' };
    const { manager } = database.dataSource;
    const both = await Promise.all([
      createOperator(manager, account),
      createOperator(manager, { ...account, email: 'TWO@company.com' }),
    ]);
    expect(both.filter(Boolean)).toHaveLength(1);
    expect(await findOperator(manager, 'tWo@company.com')).toMatchObject({ role: 'viewer' });
  });

  it.each([
    [{ kind: 'role', role: 'viewer' }],
    [{ kind: 'disable' }],
    [{ kind: 'password', password: 'another horse' }],
  ] as const)('%j ends every session', async (change) => {
    const { id, email } = await operator();
    const { token } = await sessions.begin(id, ADDRESS);
    await changeOperator(database.dataSource.manager, email, change);
    expect(await sessions.find(token)).toBeNull();
  });

  it('who is not there cannot be changed', async () => {
    expect(await changeOperator(database.dataSource.manager, 'no@company.com', { kind: 'disable' })).toBeNull();
  });
});

describe('sessions', () => {
  it('are found by their token, which is not kept', async () => {
    const { id, email } = await operator();
    const { token, csrfToken } = await sessions.begin(id, ADDRESS);
    expect(await sessions.find(token)).toMatchObject({ csrfToken, operator: { id, email, role: 'operator' } });
    const rows = await database.dataSource.query('SELECT * FROM operator_sessions WHERE operator_id = $1', [id]);
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(await sessions.find(`${token}x`)).toBeNull();
  });

  it.each(['expires_at', 'last_seen_at'])('end by %s', async (column) => {
    const { id } = await operator();
    const { token } = await sessions.begin(id, ADDRESS);
    await database.dataSource.query(
      `UPDATE operator_sessions SET ${column} = clock_timestamp() - interval '31 minutes' WHERE operator_id = $1`,
      [id],
    );
    expect(await sessions.find(token)).toBeNull();
    await sessions.purge();
    expect(await database.dataSource.query('SELECT FROM operator_sessions WHERE operator_id = $1', [id])).toEqual([]);
  });

  it('of one person end everywhere at once', async () => {
    const { id } = await operator();
    const tokens = [await sessions.begin(id, ADDRESS), await sessions.begin(id, ADDRESS)];
    await sessions.endAll(id);
    expect(await Promise.all(tokens.map(({ token }) => sessions.find(token)))).toEqual([null, null]);
  });
});

/** An attempt in a browser that is not known. */
const stranger = (email: string, address: string) => ({ email, address, device: null });

describe('guessing', () => {
  it('is blocked after some failures, longer each time, and also for accounts that are not there', async () => {
    const attempts = new SignInAttempts(database.dataSource);
    const waits: number[] = [];
    for (let index = 0; index < 7; index++)
      waits.push(await attempts.begin(stranger('nobody@company.com', '192.0.2.20')));
    expect(waits).toEqual([0, 0, 0, 0, 0, expect.any(Number), expect.any(Number)]);
    expect(waits[5]).toBeGreaterThan(25);
    await database.dataSource.query(
      `UPDATE operator_sign_in_attempts SET blocked_until = clock_timestamp() WHERE blocked_until IS NOT NULL`,
    );
    expect(await attempts.begin(stranger('Nobody@company.com', '192.0.2.21'))).toBe(0);
    expect(await attempts.begin(stranger('nobody@company.com', '192.0.2.21'))).toBeGreaterThan(55);
  });

  it('is no faster many at a time', async () => {
    const attempts = new SignInAttempts(database.dataSource);
    const waits = await Promise.all(
      Array.from({ length: 20 }, () => attempts.begin(stranger('a@company.com', '192.0.2.30'))),
    );
    expect(waits.filter((wait) => wait === 0)).toHaveLength(5);
  });

  it('over many accounts is blocked by the address', async () => {
    const attempts = new SignInAttempts(database.dataSource);
    const waits: number[] = [];
    for (let index = 0; index < 23; index++)
      waits.push(await attempts.begin(stranger(`b${index}@company.com`, '192.0.2.40')));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(20);
  });

  it('from a blocked address locks no further account out, and leaves no trace of one', async () => {
    const attempts = new SignInAttempts(database.dataSource);
    for (let index = 0; index < 20; index++) await attempts.begin(stranger(`d${index}@company.com`, '192.0.2.60'));
    const count = async () => (await database.dataSource.query('SELECT FROM operator_sign_in_attempts')).length;
    const before = await count();
    for (let guess = 0; guess < 10; guess++)
      expect(await attempts.begin(stranger('victim@company.com', '192.0.2.60'))).toBeGreaterThan(0);
    expect(await count()).toBe(before);
    expect(await attempts.begin(stranger('victim@company.com', '192.0.2.61'))).toBe(0);
  });

  it('never locks a known device out, which has a count of its own', async () => {
    const attempts = new SignInAttempts(database.dataSource);
    const devices = new KnownDevices(database.dataSource);
    const { id, email } = await operator();
    const device = await devices.find(await devices.remember(id, undefined), email);
    for (let guess = 0; guess < 30; guess++) await attempts.begin(stranger(email, '192.0.2.70'));
    expect(await attempts.begin(stranger(email, '192.0.2.71'))).toBeGreaterThan(0);
    const attempt = { email, address: '192.0.2.70', device };
    const waits: number[] = [];
    for (let index = 0; index < 6; index++) waits.push(await attempts.begin(attempt));
    expect(waits).toEqual([0, 0, 0, 0, 0, expect.any(Number)]);
    expect(waits[5]).toBeGreaterThan(25);
    await attempts.succeeded(attempt);
    expect(await attempts.begin(attempt)).toBe(0);
    expect(await attempts.begin(stranger('elsewhere@company.com', '192.0.2.70'))).toBeGreaterThan(0);
  });

  it('is forgotten for the account when the password was right', async () => {
    const attempts = new SignInAttempts(database.dataSource);
    for (let index = 0; index < 6; index++) await attempts.begin(stranger('c@company.com', '192.0.2.50'));
    await attempts.succeeded(stranger('c@company.com', '192.0.2.50'));
    expect(await attempts.begin(stranger('c@company.com', '192.0.2.50'))).toBe(0);
  });
});

describe('devices', () => {
  const devices = new KnownDevices(database.dataSource);

  it('are known for the account that signed in there, by a token that is not kept', async () => {
    const [{ id, email }, other] = [await operator(), await operator()];
    const token = await devices.remember(id, undefined);
    expect(await devices.find(token, email.toUpperCase())).toBeInstanceOf(Buffer);
    expect(await devices.find(token, other.email)).toBeNull();
    expect(await devices.find(`${token}x`, email)).toBeNull();
    expect(await devices.find(undefined, email)).toBeNull();
    const rows = await database.dataSource.query('SELECT * FROM operator_devices WHERE operator_id = $1', [id]);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('get a new token at each sign-in, and the newest twenty are kept', async () => {
    const { id, email } = await operator();
    const first = await devices.remember(id, undefined);
    const second = await devices.remember(id, first);
    expect([await devices.find(first, email), await devices.find(second, email)]).toEqual([null, expect.any(Buffer)]);
    for (let browser = 0; browser < 20; browser++) await devices.remember(id, undefined);
    expect(await devices.find(second, email)).toBeNull();
    expect(await database.dataSource.query('SELECT FROM operator_devices WHERE operator_id = $1', [id])).toHaveLength(
      20,
    );
  });

  it('are forgotten in time', async () => {
    const { id, email } = await operator();
    const token = await devices.remember(id, undefined);
    await database.owner.query(`UPDATE operator_devices SET expires_at = clock_timestamp() WHERE operator_id = $1`, [
      id,
    ]);
    expect(await devices.find(token, email)).toBeNull();
    await devices.purge();
    expect(await database.dataSource.query('SELECT FROM operator_devices WHERE operator_id = $1', [id])).toEqual([]);
  });

  it.each([
    ['forgotten', { kind: 'password', password: 'another horse' }],
    ['forgotten', { kind: 'disable' }],
    ['known', { kind: 'enable' }],
  ] as const)('are %s after %j', async (state, change) => {
    const { id, email } = await operator();
    const token = await devices.remember(id, undefined);
    await changeOperator(database.dataSource.manager, email, change);
    expect((await devices.find(token, email)) !== null).toBe(state === 'known');
  });
});

describe('second factors', () => {
  const factors = new SecondFactors(database.dataSource);
  const sealed = { keyId: 'key', bytes: Buffer.from('sealed') };
  const recoveryCodes = ['one', 'two'];

  async function withFactor(step = 100) {
    const account = await operator();
    const { token } = await sessions.begin(account.id, ADDRESS);
    const session = await sessions.find(token);
    if (!session) throw new Error('no session');
    expect(await factors.setUp(session, { sealed, step, recoveryCodes })).toBe(true);
    return { account, session, token };
  }

  it('are set up once, and end the other sessions, which began without them', async () => {
    const account = await operator();
    const [here, there] = [await sessions.begin(account.id, ADDRESS), await sessions.begin(account.id, ADDRESS)];
    const session = await sessions.find(here.token);
    if (!session) throw new Error('no session');
    expect(session.secondFactor).toBe(false);
    const both = await Promise.all([1, 2].map((step) => factors.setUp(session, { sealed, step, recoveryCodes })));
    expect(both.sort()).toEqual([false, true]);
    expect(await factors.find(account.id)).toMatchObject({ sealed, recoveryCodesLeft: 2 });
    expect(await sessions.find(here.token)).toMatchObject({ secondFactor: true });
    expect(await sessions.find(there.token)).toBeNull();
  });

  it('accept each code once, and none from before, also many at a time', async () => {
    const { account } = await withFactor(100);
    expect(await factors.spendStep(account.id, 100)).toBe(false);
    expect(await factors.spendStep(account.id, 99)).toBe(false);
    const spent = await Promise.all(Array.from({ length: 10 }, () => factors.spendStep(account.id, 101)));
    expect(spent.filter(Boolean)).toHaveLength(1);
  });

  it('accept each recovery code once, and keep none of them', async () => {
    const [{ account }, other] = [await withFactor(), await withFactor()];
    const spent = await Promise.all(Array.from({ length: 10 }, () => factors.spendRecoveryCode(account.id, 'one')));
    expect(spent.filter(Boolean)).toHaveLength(1);
    expect(await factors.spendRecoveryCode(account.id, 'three')).toBe(false);
    expect((await factors.find(account.id))?.recoveryCodesLeft).toBe(1);
    expect((await factors.find(other.account.id))?.recoveryCodesLeft).toBe(2);
    const rows = await database.dataSource.query('SELECT * FROM operator_recovery_codes');
    expect(JSON.stringify(rows)).not.toContain(Buffer.from('two').toString());
  });

  it('are removed with all that was begun with them', async () => {
    const { account, token } = await withFactor();
    const halves = new HalfSignIns(database.dataSource);
    const half = await halves.begin(account.id);
    const attempts = new SignInAttempts(database.dataSource);
    const attempt = stranger(account.email, '192.0.2.80');
    for (let guess = 0; guess < 6; guess++) await attempts.begin(attempt, 'code');
    expect(await attempts.begin(attempt, 'code')).toBeGreaterThan(0);
    expect(await attempts.begin(attempt)).toBe(0);
    await changeOperator(database.dataSource.manager, account.email, { kind: 'second-factor' });
    expect(await factors.find(account.id)).toBeNull();
    expect(await sessions.find(token)).toBeNull();
    expect(await halves.find(half)).toBeNull();
    expect(await attempts.begin(attempt, 'code')).toBe(0);
  });
});

describe('half sign-ins', () => {
  const halves = new HalfSignIns(database.dataSource);

  it('are found by their token, which is not kept, and are no sessions', async () => {
    const { id, email } = await operator();
    const token = await halves.begin(id);
    expect(await halves.find(token)).toMatchObject({ id, email });
    expect(await halves.find(`${token}x`)).toBeNull();
    expect(await sessions.find(token)).toBeNull();
    const rows = await database.dataSource.query('SELECT * FROM operator_half_sign_ins');
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('end once', async () => {
    const { id } = await operator();
    const token = await halves.begin(id);
    expect((await Promise.all([halves.end(token), halves.end(token)])).sort()).toEqual([false, true]);
    expect(await halves.find(token)).toBeNull();
  });

  it('end in time', async () => {
    const { id } = await operator();
    const token = await halves.begin(id);
    await database.owner.query('UPDATE operator_half_sign_ins SET expires_at = clock_timestamp()');
    expect([await halves.find(token), await halves.end(token)]).toEqual([null, false]);
    await halves.purge();
    expect(await database.dataSource.query('SELECT FROM operator_half_sign_ins')).toEqual([]);
  });

  it('end when the account is disabled', async () => {
    const { id, email } = await operator();
    const token = await halves.begin(id);
    await changeOperator(database.dataSource.manager, email, { kind: 'disable' });
    expect(await halves.find(token)).toBeNull();
  });
});

it('what was done in the console can be added to and read, and nothing else', async () => {
  const log = new OperatorEventLog(database.dataSource.manager);
  const account = await operator();
  await log.write({
    operator: account,
    action: 'queue.pause',
    outcome: 'begun',
    subject: 'membership',
    address: ADDRESS,
  });
  expect(await log.list(1)).toMatchObject([{ operator_email: account.email, action: 'queue.pause', details: null }]);
  for (const statement of [
    'DELETE FROM operator_events',
    `UPDATE operator_events SET action = 'x'`,
    'TRUNCATE operator_events',
  ])
    await expect(database.owner.query(statement)).rejects.toThrow('append-only');
});
