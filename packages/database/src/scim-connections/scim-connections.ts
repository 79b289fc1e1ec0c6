import {
  authorizeScopes,
  type Caller,
  type DepartmentId,
  DomainError,
  MAX_SCIM_CONNECTIONS,
  type NewScimConnection,
  newId,
  type OrganizationId,
  SCIM_CONNECTION_SCOPES,
  type ScimConnectionChanges,
  type ScimConnectionId,
  type ScimConnectionObject,
} from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { differences, recordAudit } from '../audit/record-changes.js';
import { translateViolations } from '../postgres-error.js';
import { hashSecret, newSecret } from '../secrets.js';
import { type Page, pageOf, rfc3339 } from '../sql.js';

/** The connection on whose behalf a request over SCIM acts. */
export function scimConnectionOf({ principal }: Caller): ScimConnectionId {
  return principal.actor.id as ScimConnectionId;
}

/** A connection with its new token, which is known at no other time. */
export interface IssuedScimConnection {
  readonly connection: ScimConnectionObject;
  readonly token: string;
}

/** The connection object, without the hashes of its tokens. */
const CONNECTION_COLUMNS = `
  id, name, root_department_id, on_delete, adopt, department_mapping,
  json_build_object('type', created_by_type, 'id', created_by_id) AS created_by,
  ${['created_at', 'last_used_at'].map((column) => `${rfc3339(column)} AS ${column}`).join(', ')},
  last_used_address,
  CASE WHEN former_token_expires_at > clock_timestamp() THEN ${rfc3339('former_token_expires_at')} END
    AS former_token_expires_at`;

/** Secret scanners can look for its prefix. */
function newScimToken(): string {
  return `roster_scim_${newSecret()}`;
}

/** Until the transaction ends, nobody else creates a connection: two callers cannot both take the last place. */
async function refuseTooMany(tx: EntityManager, organizationId: OrganizationId): Promise<void> {
  await tx.query('SELECT FROM organizations WHERE id = $1 FOR NO KEY UPDATE', [organizationId]);
  const [{ count }] = await tx.query('SELECT count(*)::int FROM scim_connections WHERE organization_id = $1', [
    organizationId,
  ]);
  if (count < MAX_SCIM_CONNECTIONS) return;
  throw new DomainError('SCIM_CONNECTION_LIMIT_REACHED', { limit: MAX_SCIM_CONNECTIONS });
}

/** @throws DomainError DEPARTMENT_NOT_FOUND */
function translateMissingRoot<Result>(root: DepartmentId | null, write: Promise<Result>): Promise<Result> {
  return translateViolations(write, { scim_connections_root_fkey: ['DEPARTMENT_NOT_FOUND', { department_id: root }] });
}

/**
 * @throws DomainError DEPARTMENT_NOT_FOUND (the root), SCIM_CONNECTION_LIMIT_REACHED, or PERMISSION_DENIED for a scope
 *   that connections have and the caller does not
 */
export async function createScimConnection(
  tx: EntityManager,
  caller: Caller,
  wanted: NewScimConnection,
): Promise<IssuedScimConnection> {
  const { organizationId, actor } = caller.principal;
  const { name, root_department_id, on_delete, adopt, department_mapping } = wanted;
  authorizeScopes(caller.principal, SCIM_CONNECTION_SCOPES);
  await refuseTooMany(tx, organizationId);
  const token = newScimToken();
  const insert: Promise<[ScimConnectionObject]> = tx.query(
    `INSERT INTO scim_connections (id, organization_id, name, root_department_id, on_delete, adopt, department_mapping,
                                   token_hash, created_by_type, created_by_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     RETURNING ${CONNECTION_COLUMNS}`,
    [
      newId('scimConnection'),
      organizationId,
      name,
      root_department_id,
      on_delete,
      adopt,
      department_mapping,
      hashSecret(token),
      actor.type,
      actor.id,
    ],
  );
  const [connection] = await translateMissingRoot(root_department_id, insert);
  await recordAudit(tx, caller, { action: 'scim_connection.create', subject: connection.id, after: wanted });
  return { connection, token };
}

/** @throws DomainError SCIM_CONNECTION_NOT_FOUND */
export async function readScimConnection(
  tx: EntityManager,
  organizationId: OrganizationId,
  id: ScimConnectionId,
  lock: '' | 'FOR UPDATE' = '',
): Promise<ScimConnectionObject> {
  const [connection]: ScimConnectionObject[] = await tx.query(
    `SELECT ${CONNECTION_COLUMNS} FROM scim_connections WHERE organization_id = $1 AND id = $2 ${lock}`,
    [organizationId, id],
  );
  if (connection === undefined) throw new DomainError('SCIM_CONNECTION_NOT_FOUND', { connection_id: id });
  return connection;
}

export interface ScimConnectionList {
  readonly organizationId: OrganizationId;
  readonly limit: number;
  /** The last connection of the previous page. */
  readonly after?: ScimConnectionId | undefined;
}

/** A page of connections in the order in which they were created. */
export async function listScimConnections(
  tx: EntityManager,
  { organizationId, limit, after }: ScimConnectionList,
): Promise<Page<ScimConnectionObject, ScimConnectionId>> {
  const rows: ScimConnectionObject[] = await tx.query(
    `SELECT ${CONNECTION_COLUMNS} FROM scim_connections
     WHERE organization_id = $1 AND ($2::text IS NULL OR id > $2)
     ORDER BY id
     LIMIT $3`,
    [organizationId, after, limit + 1],
  );
  return pageOf(rows, limit, ({ id }) => id);
}

/**
 * Changes settings. They apply from the next request of the identity provider on; groups that are there stay where they
 * are.
 *
 * @throws DomainError SCIM_CONNECTION_NOT_FOUND, DEPARTMENT_NOT_FOUND (the root), PERMISSION_DENIED
 */
export async function updateScimConnection(
  tx: EntityManager,
  caller: Caller,
  id: ScimConnectionId,
  changes: ScimConnectionChanges,
): Promise<ScimConnectionObject> {
  const { organizationId } = caller.principal;
  authorizeScopes(caller.principal, SCIM_CONNECTION_SCOPES);
  const before = await readScimConnection(tx, organizationId, id, 'FOR UPDATE');
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const after = { ...before, ...given };
  const changed = differences(before, after);
  if (changed === null) return before;
  const update = tx.query(
    `UPDATE scim_connections SET name = $3, root_department_id = $4, on_delete = $5, adopt = $6,
                                 department_mapping = $7
     WHERE organization_id = $1 AND id = $2`,
    [organizationId, id, after.name, after.root_department_id, after.on_delete, after.adopt, after.department_mapping],
  );
  await translateMissingRoot(after.root_department_id, update);
  await recordAudit(tx, caller, { action: 'scim_connection.update', subject: id, ...changed });
  return after;
}

/**
 * Gives a connection a new token. The present one works a while longer, so that it can be exchanged at the identity
 * provider without an interruption; the one before that ends now.
 *
 * @throws DomainError SCIM_CONNECTION_NOT_FOUND, PERMISSION_DENIED
 */
export async function rotateScimToken(
  tx: EntityManager,
  caller: Caller,
  id: ScimConnectionId,
  overlapSeconds: number,
): Promise<IssuedScimConnection> {
  const { organizationId } = caller.principal;
  authorizeScopes(caller.principal, SCIM_CONNECTION_SCOPES);
  const token = newScimToken();
  await tx.query(
    `UPDATE scim_connections
     SET token_hash = $3,
         former_token_hash = CASE WHEN $4 > 0 THEN token_hash END,
         former_token_expires_at = CASE WHEN $4 > 0 THEN clock_timestamp() + make_interval(secs => $4) END
     WHERE organization_id = $1 AND id = $2`,
    [organizationId, id, hashSecret(token), overlapSeconds],
  );
  const connection = await readScimConnection(tx, organizationId, id);
  const after = { former_token_expires_at: connection.former_token_expires_at };
  await recordAudit(tx, caller, { action: 'scim_connection.rotate', subject: id, after });
  return { connection, token };
}

/**
 * Disconnects an identity provider. The people and departments it looked after stay as they are, and are looked after by
 * nobody.
 *
 * @throws DomainError SCIM_CONNECTION_NOT_FOUND
 */
export async function deleteScimConnection(tx: EntityManager, caller: Caller, id: ScimConnectionId): Promise<void> {
  const { organizationId } = caller.principal;
  const { name } = await readScimConnection(tx, organizationId, id, 'FOR UPDATE');
  await tx.query('DELETE FROM scim_connections WHERE organization_id = $1 AND id = $2', [organizationId, id]);
  await recordAudit(tx, caller, { action: 'scim_connection.delete', subject: id, before: { name } });
}
