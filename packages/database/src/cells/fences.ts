import { DomainError, type MembershipCommand, type OperationResult, type OrganizationId } from '@roster/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { readOrganization } from '../organizations/organizations.js';
import { postgresError } from '../postgres-error.js';
import { type Copy, hashTicketSecret, newTicketSecret } from './tickets.js';

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
  return postgresError(error).code === FENCED;
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

export interface FenceRow extends Copy {
  readonly state: FenceState;
  /** The secret of `tickets.ts`; null in a cell that the organization was imported into. */
  readonly ticket: string | null;
  readonly moved_to: string | null;
}

/** The fence of an organization, if it has one. */
export async function readFence(tx: EntityManager, organizationId: OrganizationId): Promise<FenceRow | undefined> {
  const [row]: FenceRow[] = await tx.query(`${FENCE_ROW} WHERE organization_id = $1`, [organizationId]);
  return row;
}

const FENCE_ROW = 'SELECT state, ticket, ticket_hash, receipt, moved_to FROM organization_fences';

/** @throws Error when the organization has no fence */
export async function lockFence(tx: EntityManager, organizationId: OrganizationId): Promise<FenceRow> {
  const [row]: FenceRow[] = await tx.query(`${FENCE_ROW} WHERE organization_id = $1 FOR UPDATE`, [organizationId]);
  if (row === undefined) throw new Error(`${organizationId} is not frozen.`);
  return row;
}

/**
 * Refuses all changes of an organization from the commit on. Transactions that have begun may still commit theirs: see
 * `untilSettled`. Freezing again changes nothing.
 *
 * @throws DomainError ORGANIZATION_NOT_FOUND, and Error when it has moved, or was not opened here
 */
export async function freezeOrganization(owner: DataSource, organizationId: OrganizationId): Promise<void> {
  const secret = newTicketSecret();
  await durably(owner, async (tx) => {
    await readOrganization(tx, organizationId);
    await tx.query(
      `INSERT INTO organization_fences (organization_id, state, ticket, ticket_hash) VALUES ($1, 'frozen', $2, $3)
       ON CONFLICT (organization_id) DO NOTHING`,
      [organizationId, secret, hashTicketSecret(secret)],
    );
    const { state, moved_to: movedTo, ticket } = await lockFence(tx, organizationId);
    if (state === 'moved') throw new Error(`${organizationId} has moved to the cell ${movedTo} already.`);
    if (ticket === null) throw new Error(`${organizationId} came from another cell and was not opened here.`);
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

/** @throws Error unless that cell accepts changes of the organization */
export async function assertOpenIn(cell: DataSource, organizationId: OrganizationId): Promise<void> {
  const [{ open }] = await cell.query(
    `SELECT EXISTS (SELECT FROM organizations WHERE id = $1)
        AND NOT EXISTS (SELECT FROM organization_fences WHERE organization_id = $1) AS open`,
    [organizationId],
  );
  if (!open) throw new Error(`${organizationId} is not open in the other cell, so nothing was changed here.`);
}

/**
 * A transaction that has survived a crash, and is on a synchronous standby, when the promise resolves, also for a role or a
 * database with `synchronous_commit = off`. A fence that is lost afterwards lets two cells accept changes.
 */
export function durably<Result>(owner: DataSource, work: (tx: EntityManager) => Promise<Result>): Promise<Result> {
  return owner.transaction(async (tx) => {
    await tx.query('SET LOCAL synchronous_commit = on');
    return work(tx);
  });
}

export async function deleteFence(tx: EntityManager, organizationId: OrganizationId): Promise<void> {
  await tx.query('DELETE FROM organization_fences WHERE organization_id = $1', [organizationId]);
}

/** An error of the catalogue in place of the refusal of Postgres, which it keeps as its cause. */
export function movingError(cause: unknown): DomainError {
  return new DomainError('ORGANIZATION_MOVING', {}, { cause });
}

/** The result of a command that is refused for this reason. It is not stored: the other cell carries the command out. */
export function movingResult({ operationId, requestHash }: MembershipCommand): OperationResult {
  return { operationId, requestHash, outcome: { status: 'rejected', code: 'ORGANIZATION_MOVING', details: {} } };
}
