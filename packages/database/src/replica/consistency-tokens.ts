import { digest } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { BlockCipher } from '../block-cipher.js';
import type { ServerPosition, WalPosition } from './wal-position.js';

/** A token as it is written; not every such text is one. */
export const CONSISTENCY_TOKEN = /^[A-Za-z0-9_-]{22}$/;

/** Belongs to no database, so the primary serves reads that send it. */
export const PRIMARY_TOKEN = 'A'.repeat(22);

const MARK_BYTES = 8;

/**
 * Positions in the log as callers see them. A position would tell how much the whole installation writes, so a token is
 * one encrypted block. Its mark depends on the database: positions of another cluster mean nothing here.
 */
export class ConsistencyTokens {
  constructor(private readonly blocks: BlockCipher) {}

  /** Of the installation whose database this is. */
  static async read(dataSource: DataSource): Promise<ConsistencyTokens> {
    return new ConsistencyTokens(await BlockCipher.read(dataSource));
  }

  encode({ position, database }: ServerPosition): string {
    const block = Buffer.concat([Buffer.alloc(8), markOf(database)]);
    block.writeBigUInt64BE(position);
    return this.blocks.encrypt(block).toString('base64url');
  }

  /** Undefined when the token is none of this database: of another cluster, of before a failover or a restore, or made up. */
  decode(database: string, token: string): WalPosition | undefined {
    if (!CONSISTENCY_TOKEN.test(token)) return undefined;
    const block = this.blocks.decrypt(Buffer.from(token, 'base64url'));
    return block.subarray(8).equals(markOf(database)) ? block.readBigUInt64BE() : undefined;
  }
}

function markOf(database: string): Buffer {
  return digest('roster-consistency-token', database).subarray(0, MARK_BYTES);
}
