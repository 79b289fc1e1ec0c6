import type { EntityManager } from 'typeorm';

/**
 * The limits of every session. They are settings of the role in the database, not of a connection: a pooler would refuse
 * those, or pass the connection on with them. `mostMs` is the widest allowed, in milliseconds; 0 would be no limit.
 */
const SESSION_LIMITS = [
  // A statement ends before the lock of its job (20 s) runs out.
  { name: 'statement_timeout', mostMs: 12_000 },
  // A process that freezes inside a transaction must not hold its locks.
  { name: 'idle_in_transaction_session_timeout', mostMs: 5_000 },
] as const;

/** Lifts them until the transaction ends. */
export const UNLIMITED = 'SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0';

/** Leaves stricter limits as they are. Open sessions keep the limits that they started with. */
export async function setSessionLimits(tx: EntityManager): Promise<void> {
  for (const { name, mostMs } of await readUnfit(tx)) {
    await tx.query(
      `DO $$ BEGIN
         EXECUTE format('ALTER ROLE CURRENT_USER IN DATABASE %I SET ${name} = %L', current_database(), '${mostMs}ms');
       END $$`,
    );
  }
}

/** A sentence that says what to do about missing or too wide limits; undefined when they are right. */
export async function sessionLimitsMismatch(tx: EntityManager): Promise<string | undefined> {
  const unfit = await readUnfit(tx);
  if (unfit.length === 0) return undefined;
  const [{ role, database }] = await tx.query(
    'SELECT quote_ident(current_user) AS role, quote_ident(current_database()) AS database',
  );
  const found = unfit.map(({ name, ms, mostMs }) => `${name} is ${ms} ms, and must be from 1 to ${mostMs}`);
  const remedies = unfit.map(
    ({ name, mostMs }) => `ALTER ROLE ${role} IN DATABASE ${database} SET ${name} = '${mostMs}ms';`,
  );
  return (
    `Sessions of DATABASE_URL begin without the limits that Roster needs: ${found.join('; ')}. ` +
    'Run "npm run roster -- migrate" with DATABASE_DIRECT_URL as the role of DATABASE_URL, or: ' +
    `${remedies.join(' ')} A pooler has to open new connections to the server then (PgBouncer: RECONNECT).`
  );
}

/** Reads what sessions start with, whatever this transaction has set. */
async function readUnfit(tx: EntityManager) {
  const rows: { name: string; ms: number }[] = await tx.query(
    'SELECT name, reset_val::int AS ms FROM pg_settings WHERE name = ANY ($1)',
    [SESSION_LIMITS.map(({ name }) => name)],
  );
  return SESSION_LIMITS.map((limit) => ({
    ...limit,
    ms: rows.find(({ name }) => name === limit.name)?.ms ?? 0,
  })).filter(({ ms, mostMs }) => ms < 1 || ms > mostMs);
}
