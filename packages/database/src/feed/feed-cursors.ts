import { digest, type OrganizationId } from '@roster/domain';
import type { BlockCipher } from '../block-cipher.js';

const BLOCK = /^[A-Za-z0-9_-]{22}$/;
const MARK_BYTES = 8;

/** Where a reader is in the feed of an organization: after the event at this position, as it was in this epoch. */
export interface FeedPosition {
  readonly epoch: number;
  /** A Postgres bigint. */
  readonly position: string;
}

/**
 * The cursors of the feed. Positions are counted through the whole installation, so a cursor is an encrypted block. Its
 * mark depends on the organization: a cursor of another one is refused like one that was never made.
 */
export class FeedCursors {
  constructor(private readonly blocks: BlockCipher) {}

  /** Of positions below 2^48 and epochs below 2^16. */
  encode(organizationId: OrganizationId, { epoch, position }: FeedPosition): string {
    const block = Buffer.concat([Buffer.alloc(8), markOf(organizationId)]);
    block.writeUInt16BE(epoch, 0);
    block.writeUIntBE(Number(position), 2, 6);
    return this.blocks.encrypt(block).toString('base64url');
  }

  /** Undefined when the cursor is none of this organization. */
  decode(organizationId: OrganizationId, cursor: string): FeedPosition | undefined {
    if (!BLOCK.test(cursor)) return undefined;
    const block = this.blocks.decrypt(Buffer.from(cursor, 'base64url'));
    if (!block.subarray(8).equals(markOf(organizationId))) return undefined;
    return { epoch: block.readUInt16BE(0), position: String(block.readUIntBE(2, 6)) };
  }
}

function markOf(organizationId: OrganizationId): Buffer {
  return digest('roster-feed-cursor', organizationId).subarray(0, MARK_BYTES);
}
