import type { KeyObject } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { tryLock } from '../advisory-locks.js';
import { PARTITION_BITS } from '../partitions/partition-ranges.js';
import { type AuditWriters, auditWriters, haveEnded } from './audit-writers.js';
import { readOwnEvents } from './own-events.js';
import { hashSeal, NO_HASH, type Seal, signSeal } from './seal.js';
import { NEXT_SEALS } from './seal-statements.js';

export interface Sealed {
  readonly seals: number;
  readonly events: number;
  /** Of the events, those that arrived after the window of their time was sealed. */
  readonly late: number;
}

/** Up to `upTo` no event is added any more, once none of `writers` runs. */
interface Mark {
  readonly upTo: string;
  readonly at: Date;
  readonly writers: AuditWriters;
}

interface SealingOptions {
  /** An Ed25519 private key; without one, seals are not signed. */
  readonly signingKey?: KeyObject | undefined;
  /** The most events that one transaction seals. */
  readonly pieceSize?: number;
  /** The most transactions of one run. */
  readonly mostPieces?: number;
}

/**
 * Seals what was written to the audit, in a chain for each organization: each seal has the hash of its events and of the
 * seal before. Nothing is added to the transactions that write the audit.
 *
 * An event gets its number when it is inserted and appears when its transaction commits, so a lower number may appear after
 * a higher one. So once all have ended that may have drawn numbers after one was seen, nothing appears below that one. No
 * clock is asked: an event belongs to a window by its number, whatever its time. Events that other cells wrote were sealed
 * there.
 */
export class AuditSealer {
  private mark: Mark | undefined;
  private readonly signingKey: KeyObject | undefined;
  private readonly pieceSize: number;
  private readonly mostPieces: number;

  constructor(
    private readonly dataSource: DataSource,
    { signingKey, pieceSize = 10_000, mostPieces = 25 }: SealingOptions = {},
  ) {
    this.signingKey = signingKey;
    this.pieceSize = pieceSize;
    this.mostPieces = mostPieces;
  }

  /** Seals what is complete. Nothing while another process seals, or while a transaction from before the mark runs. */
  async run(): Promise<Sealed> {
    const sealed = { seals: 0, events: 0, late: 0 };
    this.mark ??= await this.takeMark();
    if (this.mark === undefined) return sealed;
    const ended = await haveEnded(this.dataSource, this.mark.writers);
    if (ended === undefined) this.mark = undefined;
    if (this.mark === undefined || !ended) return sealed;
    for (let pieces = 0; pieces < this.mostPieces; pieces++) {
      const seals = await this.sealPiece(this.mark);
      if (seals.length === 0) {
        this.mark = undefined;
        break;
      }
      sealed.seals += seals.length;
      for (const { events, late } of seals) {
        sealed.events += events;
        sealed.late += late;
      }
    }
    return sealed;
  }

  /** The number is read before the locks: a transaction that has a lower one and still runs is then among the writers. */
  private async takeMark(): Promise<Mark | undefined> {
    const [{ upTo, at }] = await this.dataSource.query(
      `SELECT max(id) AS "upTo", clock_timestamp() AS at FROM audit_events
       WHERE id < (SELECT end_event_id FROM this_cell)`,
    );
    if (upTo === null) return undefined;
    return { upTo, at, writers: await auditWriters(this.dataSource) };
  }

  /** The seals of the next events; none when all are sealed, or when another process is sealing. */
  private sealPiece({ upTo, at }: Mark): Promise<Seal[]> {
    return this.dataSource.transaction(async (tx) => {
      if (!(await tryLock(tx, 'sealing'))) return [];
      const { sealedTo: from_id } = await readOwnEvents(tx);
      const [piece] = await tx.query(PIECE, [from_id, upTo, this.pieceSize]);
      if (piece === undefined) return [];
      const { to_id } = piece;
      const contents: NextSeal[] = await tx.query(NEXT_SEALS, [from_id, to_id, null, at]);
      const seals = contents.map((next) => this.seal(next, from_id, to_id));
      await insertSeals(tx, seals);
      return seals;
    });
  }

  private seal({ last_number, last_hash, ...contents }: NextSeal, from_id: string, to_id: string): Seal {
    const unhashed = {
      ...contents,
      number: String(BigInt(last_number ?? 0) + 1n),
      day: contents.window_end.slice(0, 10),
      from_id,
      to_id,
      previous_hash: last_hash ?? NO_HASH,
    };
    const hashed = { ...unhashed, hash: hashSeal(unhashed) };
    const signature = this.signingKey ? signSeal(hashed, this.signingKey) : { key_id: null, signature: null };
    return { ...hashed, ...signature };
  }
}

/** Ends with its partition, so that an archive has each event together with its seal. */
const PIECE = `
  SELECT max(id) AS to_id FROM (SELECT id FROM audit_events WHERE id > $1 AND id <= $2 ORDER BY id LIMIT $3) AS piece
  GROUP BY id >> ${PARTITION_BITS} ORDER BY id >> ${PARTITION_BITS} LIMIT 1`;

interface NextSeal extends Pick<Seal, 'organization_id' | 'events' | 'late' | 'events_hash' | 'marks' | 'window_end'> {
  /** Null before the first seal of the organization. */
  readonly last_number: string | null;
  readonly last_hash: Buffer | null;
}

async function insertSeals(tx: EntityManager, seals: readonly Seal[]): Promise<void> {
  const column = <Key extends keyof Seal>(key: Key) => seals.map((seal) => seal[key]);
  await tx.query(
    `INSERT INTO audit_seals (organization_id, number, day, window_end, from_id, to_id, events, late, events_hash, marks,
                              previous_hash, hash, key_id, signature)
     SELECT * FROM unnest($1::text[], $2::bigint[], $3::date[], $4::timestamptz[], $5::bigint[], $6::bigint[], $7::int[],
                          $8::int[], $9::bytea[], $10::bytea[], $11::bytea[], $12::bytea[], $13::text[], $14::bytea[])`,
    [
      column('organization_id'),
      column('number'),
      column('day'),
      column('window_end'),
      column('from_id'),
      column('to_id'),
      column('events'),
      column('late'),
      column('events_hash'),
      column('marks'),
      column('previous_hash'),
      column('hash'),
      column('key_id'),
      column('signature'),
    ],
  );
}
