import { type Cipher, createCipheriv, createDecipheriv, type Decipher } from 'node:crypto';
import { ID_PREFIXES } from '@roster/domain';
import type { DataSource } from 'typeorm';

const ALGORITHM = 'aes-128-ecb';
const PREFIX = `${ID_PREFIXES.auditEvent}_`;
const OPAQUE = new RegExp(`^${PREFIX}[0-9a-f]{32}$`);

/** The second half of a block. An ID that was not made here has it with a chance of 1 to 2^64. */
const MARK = Buffer.from('evt\0\0\0\0\0');

/**
 * The IDs of audit events as callers see them. The rows are counted through the whole installation, and their numbers
 * would tell how much it does. An ID is the number and a constant as one block of AES-128 (FIPS 197), whose key the
 * database holds for ever: the same row always has the same ID, and nothing has to be stored for it.
 */
export class EventIds {
  private constructor(
    private readonly cipher: Cipher,
    private readonly decipher: Decipher,
  ) {}

  /** Of the installation whose database this is. */
  static async read(dataSource: DataSource): Promise<EventIds> {
    const [row]: { key: Buffer }[] = await dataSource.query(
      `SELECT key FROM installation_keys WHERE name = 'event_ids'`,
    );
    if (row === undefined)
      throw new Error('The key "event_ids" is missing in installation_keys: restore it from a backup');
    return EventIds.of(row.key);
  }

  /** `key` has 16 bytes. */
  static of(key: Buffer): EventIds {
    // Without padding each block is given out at once, and blocks do not depend on each other: one cipher serves all.
    return new EventIds(
      createCipheriv(ALGORITHM, key, null).setAutoPadding(false),
      createDecipheriv(ALGORITHM, key, null).setAutoPadding(false),
    );
  }

  /** The ID of the row with this number, a positive Postgres bigint. */
  encode(number: string): string {
    const block = Buffer.concat([Buffer.alloc(8), MARK]);
    block.writeBigInt64BE(BigInt(number));
    return `${PREFIX}${this.cipher.update(block).toString('hex')}`;
  }

  /** The number of the row; undefined when the ID is not one of this installation. */
  decode(id: string): string | undefined {
    if (!OPAQUE.test(id)) return undefined;
    const block = this.decipher.update(Buffer.from(id.slice(PREFIX.length), 'hex'));
    return block.subarray(8).equals(MARK) ? String(block.readBigInt64BE()) : undefined;
  }
}
