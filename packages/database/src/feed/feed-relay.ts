import type { DataSource, EntityManager } from 'typeorm';
import { tryLock } from '../advisory-locks.js';
import { type AuditWriters, auditWriters, haveEnded } from '../audit/audit-writers.js';
import { walkTransaction } from '../transactions/planned-transaction.js';
import { runPrepared } from '../transactions/prepared-statement.js';
import { GIVE_POSITIONS, HAS_WORK, NOTE_EPOCH } from './feed-statements.js';

interface RelayOptions {
  /** Older events get no position. */
  readonly retentionDays: number;
  /** The most events that one transaction gives positions to. */
  readonly pieceSize?: number;
  /** The least time from one turn to the next, of all processes together, in milliseconds. */
  readonly pauseMs?: number;
  /** Called inside the transaction, before it commits. For tests. */
  readonly beforeCommit?: () => Promise<void>;
}

export interface Relayed {
  readonly events: number;
  /** There may be more: run again at once. */
  readonly full: boolean;
}

/** Gaps whose numbers are given to no transaction any more once none of `writers` runs. */
interface Condemned {
  /** An `int8multirange`. */
  readonly gaps: string;
  readonly writers: AuditWriters;
}

const NOTHING: Relayed = { events: 0, full: false };

/**
 * Gives each audit event its position in the feed. Every worker has a relay; an advisory lock lets one of them at a time
 * do so, and it ends with the transaction, so that the next one takes over at once when a process dies.
 *
 * Numbers of audit events are drawn before COMMIT, so events appear in another order. The relay looks at what is above the
 * last number that it saw, and keeps the numbers that it passed over as gaps, which it looks into again. So an open
 * transaction delays its own events only. A gap is closed when every transaction has ended that may have drawn its numbers:
 * each holds a lock on the table from before it draws the first to its end.
 */
export class FeedRelay {
  private condemned: Condemned | undefined;
  private readonly pieceSize: number;

  constructor(
    private readonly dataSource: DataSource,
    private readonly options: RelayOptions,
  ) {
    this.pieceSize = options.pieceSize ?? 2_000;
  }

  /** Gives positions to the next events. To none while another process does, or shortly after a turn. */
  async run(): Promise<Relayed> {
    const [{ work }] = await this.dataSource.query(HAS_WORK, [this.options.pauseMs ?? 0]);
    if (!work) return NOTHING;
    return walkTransaction(this.dataSource, async (tx) => {
      if (!(await tryLock(tx, 'feed'))) return NOTHING;
      const given = await this.givePositions(tx);
      await this.options.beforeCommit?.();
      return given;
    });
  }

  private async givePositions(tx: EntityManager): Promise<Relayed> {
    await runPrepared(tx, 'note-feed-epoch', NOTE_EPOCH, []);
    const closing = await this.readyToClose(tx);
    const values = [this.pieceSize, this.options.retentionDays, closing];
    const [given] = await runPrepared<Relayed & { gaps: string }>(tx, 'give-feed-positions', GIVE_POSITIONS, values);
    if (given === undefined) throw new Error('The row of feed_relay is missing');
    const { events, full, gaps } = given;
    if (gaps === '{}' || closing !== undefined) this.condemned = undefined;
    // The gaps are known before the writers are read: a transaction that has drawn a number in one is among them.
    if (gaps !== '{}') this.condemned ??= { gaps, writers: await auditWriters(tx) };
    return { events, full };
  }

  /** The gaps that no transaction can fill any more, and whose events are all visible to the next statement. */
  private async readyToClose(tx: EntityManager): Promise<string | undefined> {
    if (this.condemned === undefined) return undefined;
    const { gaps, writers } = this.condemned;
    const ended = await haveEnded(tx, writers);
    if (ended === undefined) this.condemned = undefined;
    return ended ? gaps : undefined;
  }
}
