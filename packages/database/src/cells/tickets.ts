import { createHash, randomBytes } from 'node:crypto';

/**
 * How one copy of an organization is opened, and no other:
 *
 * 1. `organization freeze` makes a secret. An export has only its hash.
 * 2. `organization import` makes a receipt for the copy that it has written, with the number of its cell.
 * 3. `organization release` takes the receipt, and gives the secret and the receipt as the ticket of that copy.
 *
 * So a second import of the same export, in any cell and at any time, is another copy, which the ticket does not open.
 */

/** What the fence of a copy knows. */
export interface Copy {
  /** Of the secret in the cell that the organization came from. */
  readonly ticket_hash: Buffer;
  readonly receipt: string | null;
}

export function newTicketSecret(): string {
  return randomBytes(24).toString('base64url');
}

export function hashTicketSecret(secret: string): Buffer {
  return createHash('sha256').update('roster-move-ticket').update(secret).digest();
}

/** Unique. Its last part shows which freeze the copy is of. */
export function newReceipt(cell: number, ticketHash: Buffer): string {
  const copy = `${cell}.${randomBytes(12).toString('base64url')}`;
  return `${copy}.${checkOf(copy, ticketHash)}`;
}

/** The number of the cell that a receipt is of. */
export function cellOf(receipt: string): number {
  return Number(receipt.split('.')[0]);
}

/** Whether it is of a copy that was exported while this secret was the one of the organization. */
export function isReceiptFor(receipt: string, ticketHash: Buffer): boolean {
  const end = receipt.lastIndexOf('.');
  return receipt.slice(end + 1) === checkOf(receipt.slice(0, end), ticketHash);
}

export function ticketFor(receipt: string, secret: string): string {
  return `${receipt}.${secret}`;
}

/** @throws Error when it is the ticket of another copy */
export function assertOpens(ticket: string, copy: Copy, cell: number): void {
  const end = ticket.lastIndexOf('.');
  const receipt = ticket.slice(0, end);
  if (receipt === copy.receipt && hashTicketSecret(ticket.slice(end + 1)).equals(copy.ticket_hash)) return;
  const opensIn = /^\d+(?=\.)/.exec(receipt)?.[0];
  if (opensIn !== undefined && Number(opensIn) !== cell)
    throw new Error(`This ticket opens a copy in the cell with the number ${opensIn}, and this is cell ${cell}.`);
  throw new Error('This is not the ticket that the former cell gives for this copy.');
}

function checkOf(copy: string, ticketHash: Buffer): string {
  return createHash('sha256')
    .update('roster-move-receipt')
    .update(ticketHash)
    .update(copy)
    .digest('base64url')
    .slice(0, 16);
}
