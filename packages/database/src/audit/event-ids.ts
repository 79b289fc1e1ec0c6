import { ID_PREFIXES } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { BlockCipher } from '../block-cipher.js';

const PREFIX = `${ID_PREFIXES.auditEvent}_`;
const OPAQUE = new RegExp(`^${PREFIX}[0-9a-f]{32}$`);

/** The second half of a block. An ID that was not made here has it with a chance of 1 to 2^64. */
const MARK = Buffer.from('evt\0\0\0\0\0');

/**
 * The IDs of audit events as callers see them. The rows are counted through the whole installation, and their numbers
 * would tell how much it does. An ID is the number and a constant as one encrypted block: the same row always has the
 * same ID, and nothing has to be stored for it.
 */
export class EventIds {
  constructor(private readonly blocks: BlockCipher) {}

  /** Of the installation whose database this is. */
  static async read(dataSource: DataSource): Promise<EventIds> {
    return new EventIds(await BlockCipher.read(dataSource));
  }

  /** The ID of the row with this number, a positive Postgres bigint. */
  encode(number: string): string {
    const block = Buffer.concat([Buffer.alloc(8), MARK]);
    block.writeBigInt64BE(BigInt(number));
    return `${PREFIX}${this.blocks.encrypt(block).toString('hex')}`;
  }

  /** The number of the row; undefined when the ID is not one of this installation. */
  decode(id: string): string | undefined {
    if (!OPAQUE.test(id)) return undefined;
    const block = this.blocks.decrypt(Buffer.from(id.slice(PREFIX.length), 'hex'));
    return block.subarray(8).equals(MARK) ? String(block.readBigInt64BE()) : undefined;
  }
}
