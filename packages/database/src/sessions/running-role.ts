import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { tryLock } from '../advisory-locks.js';
import { openDataSource } from '../data-source.js';
import { postgresError } from '../postgres-error.js';
import { PRIVILEGES, USUAL_PRIVILEGES } from './privileges.js';
import { setSessionLimits } from './session-limits.js';

/** BullMQ's tables, when the queue lives in this database. */
export const QUEUE_SCHEMA = 'bullmq';

/** duplicate_object and unique_violation: another migration on this server has just created the role. */
const CREATED_MEANWHILE = ['42710', '23505'];

/**
 * Creates the role of this URL, with its password, if it is missing and the owner may create roles.
 *
 * @throws an error with the statement to run, when the owner may not
 */
export async function createRunningRole(owner: DataSource, runningUrl: string): Promise<void> {
  const { role, password } = credentialsOf(runningUrl);
  if (role === undefined) return;
  const [found]: { exists: boolean; creates: boolean; name: string }[] = await owner.query(
    `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS exists, rolsuper OR rolcreaterole AS creates,
            quote_ident($1) AS name
     FROM pg_roles WHERE rolname = current_user`,
    [role],
  );
  if (found === undefined || found.exists) return;
  const { name } = found;
  if (!found.creates) {
    throw new Error(
      `The role ${name} of DATABASE_URL does not exist, and the role of DATABASE_OWNER_URL may not create it. ` +
        `Let an administrator do it: CREATE ROLE ${name} LOGIN PASSWORD '…';`,
    );
  }
  const secret = password === undefined ? '' : ` PASSWORD '${scramVerifier(password)}'`;
  try {
    await owner.query(`CREATE ROLE ${name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE${secret}`);
  } catch (error) {
    if (!CREATED_MEANWHILE.includes(postgresError(error).code ?? '')) throw error;
  }
}

/**
 * Signs in as the running role, gives it its session limits and returns its name. A role may set these for itself, and
 * nobody else has to be allowed to.
 *
 * @throws when the URL leads to another database than the one whose migrations are locked
 */
export async function prepareRunningRole(runningUrl: string): Promise<string> {
  const running = await openDataSource(runningUrl, { poolSize: 1, applicationName: 'roster-migrate' });
  try {
    return await running.transaction(async (tx) => {
      if (await tryLock(tx, 'migration')) {
        throw new Error('DATABASE_URL and DATABASE_OWNER_URL lead to different databases');
      }
      await setSessionLimits(tx);
      const [{ role }] = await tx.query('SELECT current_user AS role');
      return role;
    });
  } finally {
    await running.destroy();
  }
}

/**
 * Gives the role what `PRIVILEGES` says of each table, and takes everything else from it; also the right to call Roster's
 * functions. Changes only what differs. Partitions are used through their table, whose rights are enough.
 */
export async function grantPrivileges(tx: EntityManager, role: string): Promise<void> {
  const tables: { name: string; quoted: string; granted: string; grantee: string; partition: boolean }[] =
    await tx.query(
      `SELECT c.relname AS name, c.oid::regclass::text AS quoted, quote_ident($1) AS grantee, c.relispartition AS partition,
            coalesce((SELECT string_agg(privilege_type, ', ') FROM aclexplode(c.relacl)
                      WHERE grantee = $1::regrole), '') AS granted
     FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')`,
      [role],
    );
  for (const { name, quoted, granted, grantee, partition } of tables) {
    const wanted = partition ? '' : (PRIVILEGES[name] ?? USUAL_PRIVILEGES);
    if (sorted(granted) === sorted(wanted)) continue;
    await tx.query(`REVOKE ALL ON TABLE ${quoted} FROM ${grantee}`);
    if (wanted !== '') await tx.query(`GRANT ${wanted} ON TABLE ${quoted} TO ${grantee}`);
  }
  await grantFunctions(tx, role);
  await grantQueue(tx, role);
}

/** PUBLIC may call functions, unless an administrator has revoked that. */
async function grantFunctions(tx: EntityManager, role: string): Promise<void> {
  const refused: { called: string; grantee: string }[] = await tx.query(
    `SELECT p.oid::regprocedure::text AS called, quote_ident($1) AS grantee
     FROM pg_proc p
     WHERE p.pronamespace = current_schema()::regnamespace AND p.prorettype <> 'trigger'::regtype
       AND pg_has_role(p.proowner, 'USAGE') AND NOT has_function_privilege($1, p.oid, 'EXECUTE')
       AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.objid = p.oid AND e.deptype = 'e')`,
    [role],
  );
  for (const { called, grantee } of refused) await tx.query(`GRANT EXECUTE ON FUNCTION ${called} TO ${grantee}`);
}

/** BullMQ's statements work on all its tables, and define nothing. */
async function grantQueue(tx: EntityManager, role: string): Promise<void> {
  const [{ complete, grantee }] = await tx.query(
    `SELECT has_schema_privilege($1, $2, 'USAGE') AND (
              SELECT coalesce(bool_and(has_table_privilege($1, oid, 'SELECT') AND has_table_privilege($1, oid, 'INSERT')
                AND has_table_privilege($1, oid, 'UPDATE') AND has_table_privilege($1, oid, 'DELETE')), true)
              FROM pg_class WHERE relnamespace = $2::regnamespace AND relkind IN ('r', 'p')
            ) AND (
              SELECT coalesce(bool_and(has_sequence_privilege($1, oid, 'USAGE')), true)
              FROM pg_class WHERE relnamespace = $2::regnamespace AND relkind = 'S'
            ) AS complete, quote_ident($1) AS grantee`,
    [role, QUEUE_SCHEMA],
  );
  if (complete) return;
  await tx.query(`
    GRANT USAGE ON SCHEMA ${QUEUE_SCHEMA} TO ${grantee};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${QUEUE_SCHEMA} TO ${grantee};
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${QUEUE_SCHEMA} TO ${grantee}`);
}

/** What is unsafe about the role of this connection, and what to do; undefined when it has no more rights than it needs. */
export async function runningRoleAdvice(tx: EntityManager): Promise<string | undefined> {
  const [{ role, superuser, owner }] = await tx.query(
    `SELECT quote_ident(current_user) AS role, rolsuper AS superuser, EXISTS (
              SELECT FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relname = 'audit_events'
                AND pg_has_role(c.relowner, 'MEMBER')
            ) AS owner
     FROM pg_roles WHERE rolname = current_user`,
  );
  if (!superuser && !owner) return undefined;
  return (
    `The role ${role} of DATABASE_URL ${superuser ? 'is a superuser' : 'owns the tables'}: a process that is taken over ` +
    'could rewrite the audit. Name another role in DATABASE_URL, name this one in DATABASE_OWNER_URL, and run ' +
    '"npm run roster -- migrate".'
  );
}

/** A `URL` has one host, and there may be several. */
function credentialsOf(url: string): { role?: string; password?: string } {
  const [, role, password] = url.match(/^postgres(?:ql)?:\/\/([^:@/?#]+)(?::([^@/?#]*))?@/) ?? [];
  return {
    ...(role === undefined ? {} : { role: decodeURIComponent(role) }),
    ...(password ? { password: decodeURIComponent(password) } : {}),
  };
}

/** What Postgres stores of a password (RFC 5803). Sent in its place, so that no log of statements has the password. */
function scramVerifier(password: string): string {
  const [salt, iterations] = [randomBytes(16), 4_096];
  const salted = pbkdf2Sync(password.normalize('NFKC'), salt, iterations, 32, 'sha256');
  const key = (name: string) => createHmac('sha256', salted).update(name).digest();
  const stored = createHash('sha256').update(key('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${key('Server Key').toString('base64')}`;
}

function sorted(privileges: string): string {
  return privileges.split(', ').sort().join(', ');
}
