import { type Cipher, createCipheriv, createDecipheriv, type Decipher } from 'node:crypto';
import type { DataSource } from 'typeorm';

const ALGORITHM = 'aes-128-ecb';

/**
 * Single blocks of AES-128 (FIPS 197), for IDs and cursors that must not show the numbers in them. The key is held by the
 * database for ever, so the same block is always the same text. Those who make blocks mark them, so that a block that was
 * not made here is told from one that was.
 */
export class BlockCipher {
  private readonly cipher: Cipher;
  private readonly decipher: Decipher;

  /** `key` has 16 bytes. */
  constructor(key: Buffer) {
    // Without padding each block is given out at once, and blocks do not depend on each other: one cipher serves all.
    this.cipher = createCipheriv(ALGORITHM, key, null).setAutoPadding(false);
    this.decipher = createDecipheriv(ALGORITHM, key, null).setAutoPadding(false);
  }

  /** With the key of the installation whose database this is. */
  static async read(dataSource: DataSource): Promise<BlockCipher> {
    const [row]: { key: Buffer }[] = await dataSource.query(
      `SELECT key FROM installation_keys WHERE name = 'event_ids'`,
    );
    if (row === undefined)
      throw new Error('The key "event_ids" is missing in installation_keys: restore it from a backup');
    return new BlockCipher(row.key);
  }

  /** `block` has 16 bytes. */
  encrypt(block: Buffer): Buffer {
    return this.cipher.update(block);
  }

  /** `block` has 16 bytes. */
  decrypt(block: Buffer): Buffer {
    return this.decipher.update(block);
  }
}
