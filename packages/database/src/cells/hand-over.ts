import type { OrganizationId } from '@roster/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { readOrganization } from '../organizations/organizations.js';
import { readCellNumber } from './cell-number.js';
import { assertOpenIn, deleteFence, durably, lockFence, readFence } from './fences.js';
import {
  assertOpens,
  type Copy,
  cellOf,
  hashTicketSecret,
  isReceiptFor,
  newTicketSecret,
  ticketFor,
} from './tickets.js';

interface ReleaseOptions {
  /** Of the copy that is to be opened. Not needed to repeat a release. */
  readonly receipt?: string | undefined;
  /** A wrong name that it was released to, which is corrected. */
  readonly insteadOf?: string | undefined;
  /** The cell in which it is open already, as this database was restored from before. There is no ticket then. */
  readonly openIn?: DataSource | undefined;
}

/** @throws Error when the organization was released to another cell than this */
export function assertReleasedTo(organizationId: OrganizationId, movedTo: string | null, cell: string): void {
  if (movedTo !== null && movedTo !== cell)
    throw new Error(
      `${organizationId} was released to the cell ${movedTo}. If that name is wrong, correct it: ` +
        `organization release --to-cell ${cell} --instead-of ${movedTo}.`,
    );
}

/** @throws Error when the organization was released to no copy */
export function assertHasReceipt(
  organizationId: OrganizationId,
  released: Copy,
): asserts released is Copy & { receipt: string } {
  if (released.receipt === null)
    throw new Error(`${organizationId} was released without a receipt, as it lives in the other cell.`);
}

/**
 * Gives an organization up to a copy in another cell. Returns the ticket that opens this copy, and no other: so no two cells
 * ever accept changes. Again, it returns the same ticket.
 *
 * @throws Error without the receipt of a copy that was made since the freeze, when it was released to another one, or
 *   when it is not open in the cell that is said to have it
 */
export function releaseOrganization(
  owner: DataSource,
  organizationId: OrganizationId,
  toCell: string,
  { receipt, insteadOf, openIn }: ReleaseOptions = {},
): Promise<{ ticket: string | null }> {
  return durably(owner, async (tx) => {
    const fence = await lockFence(tx, organizationId);
    const { ticket: secret, moved_to: movedTo } = fence;
    if (secret === null) throw new Error(`${organizationId} came from another cell and was not opened here.`);
    if (insteadOf === undefined) assertReleasedTo(organizationId, movedTo, toCell);
    else if (movedTo !== insteadOf && movedTo !== toCell)
      throw new Error(`${organizationId} was not released to the cell ${insteadOf}.`);
    if (movedTo !== null && receipt !== undefined && receipt !== fence.receipt)
      throw new Error(`${organizationId} was released to another copy. Repeat the release without a receipt.`);
    if (movedTo === null && receipt === undefined && openIn === undefined)
      throw new Error('The receipt is missing that "organization import" printed in the other cell.');
    if (receipt !== undefined && !isReceiptFor(receipt, fence.ticket_hash))
      throw new Error(
        `This is not the receipt of a copy of ${organizationId} that was exported since it was frozen: export and import it again.`,
      );
    if (openIn !== undefined) await assertOpenIn(openIn, organizationId);
    const released = receipt ?? fence.receipt;
    await tx.query(
      `UPDATE organization_fences SET state = 'moved', moved_to = $2, receipt = $3 WHERE organization_id = $1`,
      [organizationId, toCell, released],
    );
    return { ticket: released === null ? null : ticketFor(released, secret) };
  });
}

/**
 * Accepts changes of an organization that was imported. Opening it again changes nothing.
 *
 * @throws Error when the ticket is not that of this copy
 */
export function openOrganization(owner: DataSource, organizationId: OrganizationId, ticket: string): Promise<void> {
  return durably(owner, async (tx) => {
    await readOrganization(tx, organizationId);
    if ((await readFence(tx, organizationId)) === undefined) return;
    const fence = await lockFence(tx, organizationId);
    if (fence.ticket !== null)
      throw new Error(`${organizationId} did not come from another cell: unfreeze it instead.`);
    assertOpens(ticket, fence, await readCellNumber(tx));
    await tx.query('INSERT INTO opened_copies (receipt, organization_id) VALUES ($1, $2)', [
      fence.receipt,
      organizationId,
    ]);
    await deleteFence(tx, organizationId);
  });
}

/**
 * Takes a release back, because the copy was lost before it was opened. The organization is frozen then, with another secret,
 * and the copy, if it is still there, can never be opened.
 *
 * @param to the cell that it was released to, or an empty one with its number when that one is lost
 * @throws Error when it was not released, when the copy was opened, or when its removal has begun here
 */
export function takeBackOrganization(from: DataSource, to: DataSource, organizationId: OrganizationId): Promise<void> {
  return durably(from, async (tx) => {
    const fence = await lockFence(tx, organizationId);
    if (fence.state !== 'moved') throw new Error(`${organizationId} was not released: unfreeze it instead.`);
    if (fence.ticket_hash.length === 0) throw new Error(`${organizationId} was removed here, at least in part.`);
    assertHasReceipt(organizationId, fence);
    const { receipt } = fence;
    await durably(to, (other) => voidCopy(other, organizationId, receipt));
    const secret = newTicketSecret();
    await tx.query(
      `UPDATE organization_fences SET state = 'frozen', moved_to = NULL, receipt = NULL, ticket = $2, ticket_hash = $3
       WHERE organization_id = $1`,
      [organizationId, secret, hashTicketSecret(secret)],
    );
  });
}

async function voidCopy(other: EntityManager, organizationId: OrganizationId, receipt: string): Promise<void> {
  const number = await readCellNumber(other);
  if (number !== cellOf(receipt))
    throw new Error(
      `${organizationId} was released to the cell with the number ${cellOf(receipt)}, and this is cell ${number}.`,
    );
  // An opening holds this lock, or waits for it and finds another hash.
  await other.query(`UPDATE organization_fences SET ticket_hash = '' WHERE organization_id = $1 AND receipt = $2`, [
    organizationId,
    receipt,
  ]);
  const [{ opened }] = await other.query(`SELECT EXISTS (SELECT FROM opened_copies WHERE receipt = $1) AS opened`, [
    receipt,
  ]);
  if (opened) throw new Error(`${organizationId} was opened in the other cell, and has changed since: move it back.`);
}
