import { createHash, randomBytes } from 'node:crypto';
import { DomainError, type OrganizationId } from '@roster/domain';
import pg from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { readOrganization } from '../organizations/organizations.js';
import { postgresError } from '../postgres-error.js';

/** `frozen`: it can be read, but not changed. `moved`: it lives in another cell; what is here is a copy of before. */
type FenceState = 'frozen' | 'moved';

/** An organization that this database must not change. */
export interface Fence {
  readonly state: FenceState;
  /** The name of the cell that it has moved to; null while it is frozen. */
  readonly movedTo: string | null;
}

/** The SQLSTATE of `refuse_if_fenced`. */
const FENCED = 'RS001';

/** Whether a statement was refused because it would have changed an organization that is moving or has moved. */
export function isFenced(error: unknown): boolean {
  // A prepared statement throws the error of node-postgres, and others that of TypeORM.
  const { code } = error instanceof pg.DatabaseError ? error : postgresError(error);
  return code === FENCED;
}

/** The fences of those of these organizations that have one. */
export async function readFences(
  database: DataSource | EntityManager,
  organizationIds: readonly OrganizationId[],
): Promise<Map<OrganizationId, Fence>> {
  const rows: (Fence & { id: OrganizationId })[] = await database.query(
    `SELECT organization_id AS id, state, moved_to AS "movedTo" FROM organization_fences WHERE organization_id = ANY ($1)`,
    [organizationIds],
  );
  return new Map(rows.map(({ id, ...fence }) => [id, fence]));
}

export interface FenceRow {
  readonly state: FenceState;
  readonly ticket: string | null;
  readonly ticket_hash: Buffer;
  readonly moved_to: string | null;
}

/** @throws Error when the organization was released to another cell than this */
export function assertReleasedTo(organizationId: OrganizationId, movedTo: string | null, cell: string): void {
  if (movedTo !== null && movedTo !== cell)
    throw new Error(
      `${organizationId} was released to the cell ${movedTo}. If that name is wrong, correct it: ` +
        `organization release --to-cell ${cell} --instead-of ${movedTo}.`,
    );
}

/** @throws Error when the organization has no fence */
export async function lockFence(tx: EntityManager, organizationId: OrganizationId): Promise<FenceRow> {
  const [row]: FenceRow[] = await tx.query(
    'SELECT state, ticket, ticket_hash, moved_to FROM organization_fences WHERE organization_id = $1 FOR UPDATE',
    [organizationId],
  );
  if (row === undefined) throw new Error(`${organizationId} is not frozen.`);
  return row;
}

/**
 * Refuses all changes of an organization from the commit on. Transactions that have begun may still commit theirs: see
 * `untilSettled`. Freezing again changes nothing.
 *
 * @throws DomainError ORGANIZATION_NOT_FOUND
 */
export async function freezeOrganization(owner: DataSource, organizationId: OrganizationId): Promise<void> {
  const ticket = randomBytes(24).toString('base64url');
  await durably(owner, async (tx) => {
    await readOrganization(tx, organizationId);
    await tx.query(
      `INSERT INTO organization_fences (organization_id, state, ticket, ticket_hash) VALUES ($1, 'frozen', $2, $3)
       ON CONFLICT (organization_id) DO NOTHING`,
      [organizationId, ticket, hashTicket(ticket)],
    );
  });
}

/**
 * Ends a move that was given up, in the cell that the organization was to leave. The ticket is gone with it: copies that
 * other cells have imported can never be opened.
 *
 * @throws Error when it has moved already, or when this is the cell that it was to move to
 */
export async function unfreezeOrganization(owner: DataSource, organizationId: OrganizationId): Promise<void> {
  await owner.transaction(async (tx) => {
    const { state, ticket } = await lockFence(tx, organizationId);
    if (state === 'moved')
      throw new Error(`${organizationId} has moved: what is here is a copy, and changes would be lost.`);
    if (ticket === null)
      throw new Error(
        `${organizationId} came from another cell and is opened with the ticket of "organization release".`,
      );
    await deleteFence(tx, organizationId);
  });
}

interface ReleaseOptions {
  /** A wrong name that it was released to, which is corrected. */
  readonly insteadOf?: string | undefined;
  /** It lives in the other cell already, and this database was restored from before. */
  readonly withoutExport?: boolean | undefined;
}

/**
 * Gives an organization up to another cell, for good. Returns the ticket with which that cell opens its copy: so no two cells
 * ever accept changes. Again, it returns the same ticket.
 *
 * @throws Error when it was not exported, as the other cell can have no copy then, or was released to another cell
 */
export function releaseOrganization(
  owner: DataSource,
  organizationId: OrganizationId,
  toCell: string,
  { insteadOf, withoutExport = false }: ReleaseOptions = {},
): Promise<{ ticket: string }> {
  return durably(owner, async (tx) => {
    const { ticket, moved_to: movedTo } = await lockFence(tx, organizationId);
    if (ticket === null) throw new Error(`${organizationId} came from another cell and was not opened here.`);
    if (insteadOf === undefined) assertReleasedTo(organizationId, movedTo, toCell);
    else if (movedTo !== insteadOf && movedTo !== toCell)
      throw new Error(`${organizationId} was not released to the cell ${insteadOf}.`);
    const [{ exported }] = await tx.query(
      'SELECT exported_at IS NOT NULL AS exported FROM organization_fences WHERE organization_id = $1',
      [organizationId],
    );
    if (movedTo === null && !exported && !withoutExport)
      throw new Error(`${organizationId} was not exported since it was frozen: export it first.`);
    await tx.query(`UPDATE organization_fences SET state = 'moved', moved_to = $2 WHERE organization_id = $1`, [
      organizationId,
      toCell,
    ]);
    return { ticket };
  });
}

/**
 * Accepts changes of an organization that was imported. Opening it again changes nothing.
 *
 * @throws Error when the ticket is not that of the cell that it came from
 */
export function openOrganization(owner: DataSource, organizationId: OrganizationId, ticket: string): Promise<void> {
  return durably(owner, async (tx) => {
    await readOrganization(tx, organizationId);
    const fences = await readFences(tx, [organizationId]);
    if (!fences.has(organizationId)) return;
    const fence = await lockFence(tx, organizationId);
    if (fence.ticket !== null)
      throw new Error(`${organizationId} did not come from another cell: unfreeze it instead.`);
    if (!fence.ticket_hash.equals(hashTicket(ticket)))
      throw new Error('This is not the ticket that the former cell gives for this export.');
    await deleteFence(tx, organizationId);
  });
}

/**
 * A transaction that has survived a crash, and is on a synchronous standby, when the promise resolves, also for a role or a
 * database with `synchronous_commit = off`. A fence that is lost afterwards lets two cells accept changes.
 */
function durably<Result>(owner: DataSource, work: (tx: EntityManager) => Promise<Result>): Promise<Result> {
  return owner.transaction(async (tx) => {
    await tx.query('SET LOCAL synchronous_commit = on');
    return work(tx);
  });
}

async function deleteFence(tx: EntityManager, organizationId: OrganizationId): Promise<void> {
  await tx.query('DELETE FROM organization_fences WHERE organization_id = $1', [organizationId]);
}

function hashTicket(ticket: string): Buffer {
  return createHash('sha256').update('roster-move-ticket').update(ticket).digest();
}

/** An error of the catalogue in place of the refusal of Postgres, which it keeps as its cause. */
export function movingError(cause: unknown): DomainError {
  return new DomainError('ORGANIZATION_MOVING', {}, { cause });
}
