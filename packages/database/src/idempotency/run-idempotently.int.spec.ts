import { DomainError, organizationIdSchema } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { lockWaiter, ORGANIZATION, openTestDatabase } from '../database.fixture.js';
import type { KeyedRequest } from './run-idempotently.js';
import { runIdempotently, seal, unseal } from './run-idempotently.js';

const database = await openTestDatabase();
afterAll(() => database.close());
await database.owner.query('CREATE TABLE effects (note text); GRANT SELECT, INSERT, UPDATE ON effects TO roster_app');
await database.dataSource.query(`INSERT INTO organizations (id, name) VALUES ('org_other', 'Other')`);
beforeEach(() => database.owner.query('TRUNCATE effects, stored_answers'));

function request(change: Partial<KeyedRequest> = {}): KeyedRequest {
  return {
    organizationId: ORGANIZATION,
    actor: { type: 'api_key', id: 'key_test' },
    route: 'POST /things',
    key: '8e03978e-40d5-43e8-bc93-6894a57f9324',
    fingerprint: '{"name":"a"}',
    ...change,
  };
}

const once = <Value>(of: KeyedRequest | null, work: (tx: EntityManager) => Promise<Value>) =>
  runIdempotently(database.dataSource, of, work);

/** Work that leaves a trace, and answers differently each time. */
let runs = 0;
async function work(tx: EntityManager): Promise<{ run: number; secret: string }> {
  runs += 1;
  await tx.query(`INSERT INTO effects VALUES ('made')`);
  return { run: runs, secret: 'roster_secret' };
}

async function effects(): Promise<number> {
  const [{ count }] = await database.dataSource.query('SELECT count(*)::int FROM effects');
  return count;
}

describe('a change with an Idempotency-Key', () => {
  it('is made once, and answered the same when it comes again', async () => {
    const first = await once(request(), work);
    expect(await once(request(), work)).toEqual(first);
    expect(await effects()).toBe(1);
  });

  it('is made once when twenty come at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => once(request(), work)));
    expect(new Set(answers.map(({ run }) => run)).size).toBe(1);
    expect(await effects()).toBe(1);
  });

  it('that answers nothing is made once, too', async () => {
    const silent = async (tx: EntityManager) => void (await work(tx));
    expect([await once(request(), silent), await once(request(), silent)]).toEqual([undefined, undefined]);
    expect(await effects()).toBe(1);
  });

  it('is refused with another fingerprint, and the first stays as it is', async () => {
    const first = await once(request(), work);
    await expect(once(request({ fingerprint: '{"name":"b"}' }), work)).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
    expect(await once(request(), work)).toEqual(first);
    expect(await effects()).toBe(1);
  });

  it.each<[string, Partial<KeyedRequest>]>([
    ['organization', { organizationId: organizationIdSchema.parse('org_other') }],
    ['organization: none', { organizationId: null }],
    ['caller', { actor: { type: 'api_key', id: 'key_other' } }],
    ['kind of caller', { actor: { type: 'user', id: 'key_test' } }],
    ['route', { route: 'PATCH /things' }],
    ['key', { key: 'another' }],
  ])('is another one for another %s', async (_, change) => {
    await once(request(), work);
    await once(request(change), work);
    expect(await effects()).toBe(2);
  });

  it('is made each time without a key', async () => {
    await once(null, work);
    await once(null, work);
    expect(await effects()).toBe(2);
  });
});

it.each([
  ['without a key', null],
  ['with a key', request()],
])('a change %s that Postgres ends for a deadlock is made all the same', async (_, of) => {
  await database.dataSource.query(`INSERT INTO effects VALUES ('first'), ('second')`);
  const lock = (tx: Pick<EntityManager, 'query'>, note: string) =>
    tx.query('SELECT FROM effects WHERE note = $1 FOR UPDATE', [note]);
  const other = database.owner.createQueryRunner();
  await other.startTransaction();
  // Ours is the one that Postgres ends.
  await other.query(`SET LOCAL deadlock_timeout = '1h'`);
  await lock(other, 'second');
  const change = once(of, async (tx) => {
    await lock(tx, 'first');
    await lock(tx, 'second');
    return work(tx);
  });
  await lockWaiter(database);
  await lock(other, 'first');
  await other.commitTransaction();
  await other.release();
  await change;
  expect(await effects()).toBe(3);
});

describe('a change that the state refuses', () => {
  const refuse = async (tx: EntityManager): Promise<never> => {
    await work(tx);
    throw new DomainError('DEPARTMENT_NAME_TAKEN', { name: 'a' });
  };
  const refusal = { code: 'DEPARTMENT_NAME_TAKEN', details: { name: 'a' } };

  it('is refused the same when it comes again although it would succeed now, and leaves nothing', async () => {
    await expect(once(request(), refuse)).rejects.toMatchObject(refusal);
    await expect(once(request(), work)).rejects.toMatchObject(refusal);
    expect(await effects()).toBe(0);
  });

  it('also when a statement of it failed', async () => {
    const fail = async (tx: EntityManager): Promise<never> => {
      await tx.query('SELECT 1 / 0').catch(() => undefined);
      return refuse(tx).catch(() => {
        throw new DomainError('LAST_OWNER');
      });
    };
    await expect(once(request(), fail)).rejects.toMatchObject({ code: 'LAST_OWNER' });
    await expect(once(request(), work)).rejects.toMatchObject({ code: 'LAST_OWNER' });
  });

  it.each([
    ['an error of ours', () => new Error('bug')],
    ['a request that was wrong', () => new DomainError('VALIDATION_FAILED')],
    ['a lack of rights', () => new DomainError('PERMISSION_DENIED')],
  ])('is another thing than %s, after which the key is free', async (_, make) => {
    const fail = async (tx: EntityManager) => {
      await work(tx);
      throw make();
    };
    await expect(once(request(), fail)).rejects.toThrow();
    expect(await effects()).toBe(0);
    await once(request(), work);
    expect(await effects()).toBe(1);
  });
});

it('the second is made when the first, for which it waited, is taken back', async () => {
  let second: Promise<unknown> = Promise.resolve();
  const crash = async (tx: EntityManager) => {
    await work(tx);
    second = once(request(), work);
    await lockWaiter(database);
    throw new Error('crash before the commit');
  };
  await expect(once(request(), crash)).rejects.toThrow('crash');
  await second;
  expect(await effects()).toBe(1);
});

describe('a stored answer', () => {
  it('is not readable in the database, and neither is the key', async () => {
    await once(request(), work);
    const [row] = await database.dataSource.query(`SELECT s.*, s::text AS text FROM stored_answers s`);
    const stored = `${row.text}${row.answer.toString('latin1')}`;
    for (const secret of ['roster_secret', request().key, 'name']) {
      expect(stored).not.toContain(secret);
      expect(stored).not.toContain(Buffer.from(secret).toString('hex'));
    }
  });

  it('is opened in the form in which earlier versions stored it', () => {
    expect(unseal(request(), Buffer.from('xbnQWBj2N+Pe5P2h7YgWgkg8i5O1oKlB4skTSmXJkHUJsA==', 'base64'))).toBe('answer');
  });

  it('is opened by its own request only, and not when it was altered', () => {
    const sealed = seal(request(), 'answer');
    expect(unseal(request(), sealed)).toBe('answer');
    expect(() => unseal(request({ key: 'another' }), sealed)).toThrow();
    expect(() => unseal(request({ route: 'DELETE /things' }), sealed)).toThrow();
    for (const index of [0, 12, sealed.length - 1]) {
      const altered = Buffer.from(sealed);
      altered.writeUInt8(altered.readUInt8(index) ^ 1, index);
      expect(() => unseal(request(), altered)).toThrow();
    }
  });
});
