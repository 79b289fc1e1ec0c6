import { createHash } from 'node:crypto';
import {
  command,
  DEPARTMENT,
  JANE,
  ORGANIZATION,
  OTHER_DEPARTMENT,
  openTestDatabase,
  person,
  type TestDatabase,
} from '../database.fixture.js';
import { MembershipLedger } from '../memberships/membership-ledger.js';
import { type DigestQuery, readDepartmentDigest } from './department-digest.js';
import { readFeedEnd } from './feed-reader.js';
import { FeedRelay } from './feed-relay.js';

let database: TestDatabase;
let relay: FeedRelay;
beforeEach(async () => {
  database = await openTestDatabase();
  relay = new FeedRelay(database.dataSource, { retentionDays: 90 });
  await relay.run();
});
afterEach(() => database.close());

const change = (kind: 'member.add' | 'member.remove', ...people: number[]) =>
  new MembershipLedger(database.dataSource).apply(people.map((one) => command({ kind, userId: person(one) })));
const end = () => readFeedEnd(database.dataSource);
const read = (query: Partial<DigestQuery> = {}, mostUndone?: number) =>
  readDepartmentDigest(
    database.dataSource,
    { organizationId: ORGANIZATION, departmentId: DEPARTMENT, at: null, ...query },
    mostUndone,
  );

function digestOf(...people: number[]): { members: number; digest: string } {
  const lines = people.map((one) => `${person(one)}\n`).sort();
  return { members: people.length, digest: createHash('sha256').update(lines.join('')).digest('hex') };
}

describe('the digest of a department', () => {
  it('is that of the members who are in the feed, and of its end', async () => {
    expect(await read()).toEqual({ at: await end(), ...digestOf() });
    await change('member.add', 3, 1, 2);
    await new MembershipLedger(database.dataSource).apply([command({ departmentId: OTHER_DEPARTMENT, userId: JANE })]);
    await relay.run();
    expect(await read()).toEqual({ at: await end(), ...digestOf(1, 2, 3) });
  });

  it('leaves out changes that have no position yet', async () => {
    await change('member.add', 1, 2);
    await relay.run();
    const at = await end();
    await change('member.remove', 1);
    await change('member.add', 3);
    expect(await read()).toEqual({ at, ...digestOf(1, 2) });
    await change('member.add', 1);
    await change('member.remove', 3, 2);
    expect(await read()).toEqual({ at, ...digestOf(1, 2) });
    await relay.run();
    expect(await read()).toEqual({ at: await end(), ...digestOf(1) });
  });

  it('leaves out a change that appears in a gap of the feed', async () => {
    const runner = database.dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query(
      `INSERT INTO department_members (organization_id, department_id, user_id, added_at, added_by)
       VALUES ($1, $2, $3, now(), 'usr_x')`,
      [ORGANIZATION, DEPARTMENT, person(9)],
    );
    await runner.query(
      `INSERT INTO audit_events (organization_id, occurred_at, action, department_id, user_id, channel, actor_type,
         actor_id, trace_id) VALUES ($1, now(), 'member.add', $2, $3, 'rest', 'user', 'usr_x', repeat('0', 32))`,
      [ORGANIZATION, DEPARTMENT, person(9)],
    );
    await change('member.add', 1);
    await relay.run();
    await runner.commitTransaction();
    await runner.release();
    expect(await read()).toEqual({ at: await end(), ...digestOf(1) });
    await relay.run();
    expect(await read()).toEqual({ at: await end(), ...digestOf(1, 9) });
  });

  it('is given for each position that a reader has been at', async () => {
    const positions = [await end()];
    const states = [digestOf()];
    const step = async (made: Promise<unknown>, ...members: number[]) => {
      await made;
      await relay.run();
      positions.push(await end());
      states.push(digestOf(...members));
    };
    await step(change('member.add', 1, 2), 1, 2);
    await step(change('member.remove', 1), 2);
    await step(change('member.add', 1), 1, 2);
    await step(change('member.remove', 2), 1);
    for (const [index, at] of positions.entries()) expect(await read({ at })).toEqual({ at, ...states[index] });
  });

  it('is refused when too many events follow the position, or have none', async () => {
    const at = await end();
    await change('member.add', 1, 2);
    await expect(read({ at }, 1)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    await relay.run();
    expect(await read({ at }, 1)).toBeNull();
    expect(await read({ at }, 2)).toEqual({ at, ...digestOf() });
  });

  it('is refused for positions whose events are gone, and for unknown departments', async () => {
    const at = await end();
    const beyond = { ...at, position: String(BigInt(at.position) + 1n) };
    await expect(read({ at: beyond })).rejects.toMatchObject({
      code: 'CURSOR_EXPIRED',
      details: { reason: 'restore' },
    });
    await database.owner.query('INSERT INTO feed_expiries VALUES ($1, $2)', [ORGANIZATION, beyond.position]);
    await expect(read({ at })).rejects.toMatchObject({ code: 'CURSOR_EXPIRED', details: { reason: 'age' } });
    const departmentId = 'dept_unknown' as typeof DEPARTMENT;
    await expect(read({ departmentId })).rejects.toMatchObject({ code: 'DEPARTMENT_NOT_FOUND' });
  });
});
