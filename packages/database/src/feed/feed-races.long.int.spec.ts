import { createHash, randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type DepartmentId, newId } from '@roster/domain';
import { createDataSource } from '../data-source.js';
import { command, DEPARTMENT, ORGANIZATION, OTHER_DEPARTMENT, openTestDatabase, person } from '../database.fixture.js';
import { MembershipLedger } from '../memberships/membership-ledger.js';
import { type DepartmentDigest, readDepartmentDigest } from './department-digest.js';
import type { FeedPosition } from './feed-cursors.js';
import { type FeedEvent, readFeed } from './feed-reader.js';
import { FeedRelay } from './feed-relay.js';
import { HAS_WORK } from './feed-statements.js';

const WRITERS = 64;
const CHANGES = 1_500;
const DEPARTMENTS = [DEPARTMENT, OTHER_DEPARTMENT];
const PEOPLE = 12;
const PROOFS = 60;
/** As many different states of departments, at least, are proven: the load goes on until then. */
const STATES = 8;
/** The departments whose digests are read all the time, each by several readers. */
const PROVERS = Array.from({ length: 5 }, () => DEPARTMENTS).flat();

const database = await openTestDatabase();
const writing = await createDataSource(database.url, { poolSize: WRITERS, applicationName: 'writers' }).initialize();
const relaying = await createDataSource(database.url, { poolSize: 4, applicationName: 'relays' }).initialize();
let over = false;
/** No transaction is open any more. */
let written = false;
afterAll(async () => {
  for (const dataSource of [writing, relaying]) await dataSource.destroy();
  await database.close();
});

/** When a change that was answered began and ended, by its operation. */
const answered = new Map<string, { began: number; ended: number }>();

async function write(): Promise<void> {
  const ledger = new MembershipLedger(writing);
  while (!over) {
    const change = command({
      operationId: newId('operation'),
      kind: randomInt(2) === 0 ? 'member.add' : 'member.remove',
      departmentId: DEPARTMENTS[randomInt(DEPARTMENTS.length)] ?? DEPARTMENT,
      userId: person(1 + randomInt(PEOPLE)),
    });
    const began = performance.now();
    const result = await ledger.apply([change]).catch(() => undefined);
    if (result !== undefined) answered.set(change.operationId, { began, ended: performance.now() });
  }
}

/** Draws a number at once, and ends long after. Half of them are rolled back. */
async function writeSlowly(): Promise<void> {
  while (!over) {
    const runner = database.dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query(
      `INSERT INTO audit_events (organization_id, occurred_at, action, channel, actor_type, actor_id, trace_id)
       SELECT $1, now(), 'key.create', 'rest', 'user', 'usr_slow', repeat('0', 32) FROM generate_series(1, 20)`,
      [ORGANIZATION],
    );
    await delay(randomInt(1_500));
    await (randomInt(2) === 0 ? runner.commitTransaction() : runner.rollbackTransaction());
    await runner.release();
  }
}

/** Ends the connections of some writers, or of a relay, in the middle of what they do. */
async function kill(): Promise<void> {
  while (!over) {
    await delay(60);
    const victim = randomInt(4) === 0 ? 'relays' : 'writers';
    await database.owner.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE application_name = $1 AND datname = current_database() AND state <> 'idle' ORDER BY random() LIMIT 1`,
      [victim],
    );
  }
}

/** Until all is told. */
async function relayOn(): Promise<void> {
  const relay = new FeedRelay(relaying, { retentionDays: 90, pieceSize: 50 });
  for (let isDone = false; !isDone; ) {
    const isLast = written;
    await relay.run().catch(() => undefined);
    isDone = isLast && !(await hasWork());
    await delay(5);
  }
}

async function hasWork(): Promise<boolean> {
  const [{ work }] = await database.dataSource.query(HAS_WORK, [0]);
  return work;
}

const read: FeedEvent[] = [];
async function readUntil(isRelayed: () => boolean): Promise<void> {
  let after: FeedPosition | null = null;
  for (let isDone = false; !isDone; ) {
    const isLast = isRelayed();
    const page: Awaited<ReturnType<typeof readFeed>> = await readFeed(database.dataSource, {
      organizationId: ORGANIZATION,
      after,
      limit: 100,
    });
    read.push(...page.events);
    after = page.next;
    isDone = isLast && page.isEnd;
    await delay(10);
  }
}

/** What the departments' members were said to be, at the end of the feed and at positions before it. */
const proofs: { departmentId: string; said: DepartmentDigest }[] = [];
async function prove(departmentId: DepartmentId): Promise<void> {
  let earlier: FeedPosition | null = null;
  while (!over) {
    for (const at of [null, earlier]) {
      const said = await readDepartmentDigest(database.dataSource, { organizationId: ORGANIZATION, departmentId, at });
      if (said === null) throw new Error('The digest was refused');
      proofs.push({ departmentId, said });
      earlier = said.at;
    }
  }
}

const statesProven = () => new Set(proofs.map(({ said }) => said.digest)).size;

/** The digest of a copy that was made of the events up to a position. */
function digestOfCopy(ofDepartment: string, position: string): string {
  const copy = new Set<string>();
  for (const { department_id, user_id, action, ...event } of read) {
    if (department_id !== ofDepartment || BigInt(event.position) > BigInt(position)) continue;
    if (action === 'member.remove') copy.delete(String(user_id));
    else copy.add(String(user_id));
  }
  const lines = [...copy].sort().map((id) => `${id}\n`);
  return createHash('sha256').update(lines.join('')).digest('hex');
}

beforeAll(async () => {
  let relayed = false;
  const reader = readUntil(() => relayed);
  const relays = [relayOn(), relayOn(), relayOn()];
  const others = [kill(), writeSlowly(), writeSlowly(), ...PROVERS.map(prove)];
  const writers = Array.from({ length: WRITERS }, write);
  while (answered.size < CHANGES || proofs.length < PROOFS || statesProven() < STATES) await delay(10);
  over = true;
  await Promise.all([...writers, ...others]);
  written = true;
  await Promise.all(relays);
  relayed = true;
  await reader;
}, 90_000);

const ofDepartments = () => read.filter(({ department_id }) => department_id !== null);

describe('the feed under 64 writers, kills, open transactions and three relays', () => {
  it('tells each event once', async () => {
    const committed: { id: string }[] = await database.dataSource.query(
      'SELECT id FROM audit_events WHERE organization_id = $1 ORDER BY id',
      [ORGANIZATION],
    );
    const told = read.map(({ id }) => id).sort((a, b) => Number(a) - Number(b));
    expect(told).toEqual(committed.map(({ id }) => id));
  });

  it('counts the events of each department without a gap', () => {
    for (const id of [...DEPARTMENTS, null]) {
      const sequence = read.filter(({ department_id }) => department_id === id).map((event) => Number(event.sequence));
      expect(sequence).toEqual(sequence.map((_, index) => index + 1));
    }
  });

  it('tells the changes of each membership as they happened', () => {
    const present = new Set<string>();
    const wrong = ofDepartments().filter(({ action, department_id, user_id }) => {
      const membership = `${department_id} ${user_id}`;
      if (action === 'member.remove') return !present.delete(membership);
      const isSecond = present.has(membership);
      present.add(membership);
      return isSecond;
    });
    expect(wrong).toEqual([]);
  });

  it('tells no change before another that had been answered when it was submitted', () => {
    let latestStart = 0;
    const wrong = ofDepartments().filter(({ operation_id }) => {
      const times = answered.get(operation_id ?? '');
      if (times === undefined) return false;
      const isLate = times.ended < latestStart;
      latestStart = Math.max(latestStart, times.began);
      return isLate;
    });
    expect(wrong).toEqual([]);
  });

  it('makes a copy of each department that has its digest at every position', () => {
    const wrong = proofs.filter(
      ({ departmentId, said }) => digestOfCopy(departmentId, said.at.position) !== said.digest,
    );
    expect(wrong).toEqual([]);
  });
});
