// Keeps a copy of who is in which department in a Postgres of your own, and proves that the copy is right.
//
// usage: ROSTER_URL=… ROSTER_API_KEY=… ROSTER_ORGANIZATION=org_… MIRROR_DATABASE_URL=postgres://… node mirror.ts
//
// The key needs the scopes departments:read, members:read and audit:read. Any failure ends the process. Run it under a
// supervisor that starts it again: it continues where the copy is.
import { createHash } from 'node:crypto';
import { NotFoundError, Roster, RosterError } from '@roster/sdk';
import pg from 'pg';

const { ROSTER_URL = '', ROSTER_API_KEY = '', ROSTER_ORGANIZATION = '', MIRROR_DATABASE_URL } = process.env;
const roster = new Roster({ baseUrl: ROSTER_URL, apiKey: ROSTER_API_KEY });
const organization = { organizationId: ROSTER_ORGANIZATION };
const database = new pg.Client(MIRROR_DATABASE_URL);
await database.connect();
await database.query(`
  CREATE TABLE IF NOT EXISTS mirror_members (department_id text, user_id text, PRIMARY KEY (department_id, user_id));
  CREATE TABLE IF NOT EXISTS mirror_cursor (cursor text NOT NULL)`);

/** Departments to compare with Roster: those that have changed, and after a start all of them. */
const unproven = new Set<string>();
const copied = await database.query('SELECT DISTINCT department_id FROM mirror_members');
for (const { department_id } of copied.rows) unproven.add(department_id);

/** Writes the rows and the cursor in one transaction, so that they always fit each other. */
async function save(cursor: string, writeRows: () => Promise<void>): Promise<string> {
  await database.query('BEGIN');
  await writeRows();
  await database.query('DELETE FROM mirror_cursor');
  await database.query('INSERT INTO mirror_cursor VALUES ($1)', [cursor]);
  await database.query('COMMIT');
  return cursor;
}

/** Copies departments as they are now. That may be ahead of the cursor: the events between are applied again, without harm. */
async function copy(departmentIds: readonly string[], cursor: string): Promise<string> {
  const members = new Map<string, string[]>();
  for (const departmentId of departmentIds) {
    const userIds: string[] = [];
    const list = roster.departments.listMembers({ ...organization, departmentId, limit: 100 });
    for await (const { userId } of list) userIds.push(userId);
    members.set(departmentId, userIds);
  }
  return save(cursor, async () => {
    for (const [departmentId, userIds] of members) {
      await database.query('DELETE FROM mirror_members WHERE department_id = $1', [departmentId]);
      await database.query('INSERT INTO mirror_members SELECT $1, unnest($2::text[])', [departmentId, userIds]);
      unproven.add(departmentId);
    }
  });
}

/** Copies everything. The cursor is taken first, so that no change is missed between the two. */
async function copyAll(): Promise<string> {
  const { nextCursor } = await roster.feed.read({ ...organization, after: 'latest' });
  const departmentIds: string[] = [];
  for await (const { id } of roster.departments.list({ ...organization, limit: 100 })) departmentIds.push(id);
  await database.query('DELETE FROM mirror_members WHERE department_id <> ALL ($1)', [departmentIds]);
  return copy(departmentIds, nextCursor);
}

/** Applies the next page of events, and proves the copy when it was the last page for now. */
async function follow(after: string): Promise<string> {
  const types = 'department.member.added,department.member.removed';
  const wait = unproven.size > 0 ? 1 : 30;
  const { data, nextCursor, hasMore } = await roster.feed.read({ ...organization, types, after, limit: 1_000, wait });
  await save(nextCursor, async () => {
    for (const event of data) {
      if (event.type !== 'department.member.added' && event.type !== 'department.member.removed') continue;
      const { departmentId, userId } = event.data;
      const change =
        event.type === 'department.member.added'
          ? 'INSERT INTO mirror_members VALUES ($1, $2) ON CONFLICT DO NOTHING'
          : 'DELETE FROM mirror_members WHERE department_id = $1 AND user_id = $2';
      await database.query(change, [departmentId, userId]);
      unproven.add(departmentId);
    }
  });
  if (!hasMore) for (const departmentId of unproven) await prove(departmentId, nextCursor);
  return nextCursor;
}

/** Compares the copy of a department with Roster's digest for the cursor, and copies the department again if they differ. */
async function prove(departmentId: string, cursor: string): Promise<void> {
  const members = 'SELECT user_id FROM mirror_members WHERE department_id = $1 ORDER BY user_id COLLATE "C"';
  const { rows } = await database.query(members, [departmentId]);
  const own = createHash('sha256')
    .update(rows.map(({ user_id }) => `${user_id}\n`).join(''))
    .digest('hex');
  const request = { ...organization, departmentId, at: cursor };
  const isRight = await roster.departments.getDigest(request).then(
    ({ digest }) => digest === own,
    (error) => {
      // It was deleted, and its members were removed before.
      if (error instanceof NotFoundError) return rows.length === 0;
      throw error;
    },
  );
  console.log(`${departmentId}: ${rows.length} members, ${isRight ? 'in step' : 'different: copied again'}`);
  if (isRight) unproven.delete(departmentId);
  else await copy([departmentId], cursor);
}

const saved = await database.query('SELECT cursor FROM mirror_cursor');
let cursor: string = saved.rows[0]?.cursor ?? (await copyAll());
for (;;) {
  cursor = await follow(cursor).catch((error) => {
    if (error instanceof RosterError && error.code === 'CURSOR_EXPIRED') return copyAll();
    throw error;
  });
}
