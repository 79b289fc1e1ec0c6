import type { KeyObject } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { PARTITION_BITS } from '../partitions/partition-ranges.js';
import { EventIds } from './event-ids.js';
import { readOwnEvents } from './own-events.js';
import type { Seal, SealHead } from './seal.js';
import { AuditMismatch, SealChains, type SealedContents } from './seal-chains.js';
import { SEAL_COLUMNS, SEALED_EVENTS } from './seal-statements.js';

export interface AuditVerification {
  readonly organizations: number;
  readonly seals: number;
  /** That were sealed. */
  readonly events: number;
  /** Of these events, those in partitions that were archived and dropped: only their seals were checked. */
  readonly archived: number;
  /** Of the events, those that arrived after the window of their time was sealed. */
  readonly late: number;
  /** Events that are not sealed yet, of all organizations. */
  readonly unsealed: number;
  readonly unsigned_seals: number;
  /** False when seals are signed and there was no public key to check it with. */
  readonly signatures_checked: boolean;
}

export interface VerifyOptions {
  /** Only the seals of this organization. */
  readonly organizationId?: string | undefined;
  /** A head that was exported: the chain must contain it. */
  readonly head?: SealHead | undefined;
  /** Ed25519 keys of which one made each signature. With none, signatures are not checked. */
  readonly publicKeys?: readonly KeyObject[];
  readonly onProgress?: (events: number, total: number) => void;
}

/**
 * Reads the audit once, in the order of its numbers, a turn of the sealer at a time, and compares it with the seals. What
 * is sealed does not change, so nothing is locked, and changes go on meanwhile.
 *
 * @throws AuditMismatch at the first seal or event that does not fit
 */
export async function verifyAudit(dataSource: DataSource, options: VerifyOptions = {}): Promise<AuditVerification> {
  return new Verification(dataSource, await EventIds.read(dataSource), options).run();
}

/** The last seal of an organization; undefined when it has none. */
export async function readLastSeal(dataSource: DataSource, organizationId: string): Promise<Seal | undefined> {
  const [seal]: Seal[] = await dataSource.query(
    `SELECT ${SEAL_COLUMNS} FROM audit_seals WHERE organization_id = $1 ORDER BY number DESC LIMIT 1`,
    [organizationId],
  );
  return seal;
}

/** More are not counted one by one. */
const MOST_UNSEALED = 1_000_000;

class Verification {
  private readonly chains: SealChains;
  private readonly organizationId: string | null;
  private archived = 0;
  /** Of each organization and partition that another cell has dropped: the first seal, and whether its events are here. */
  private readonly brought = new Map<string, { readonly seal: Seal; readonly isHere: boolean }>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly ids: EventIds,
    private readonly options: VerifyOptions,
  ) {
    this.organizationId = options.organizationId ?? null;
    this.chains = new SealChains({ ...options, nameEvent: (id) => this.event(id), isComplete: true });
  }

  async run(): Promise<AuditVerification> {
    const [{ last, total }] = await this.dataSource.query(
      `SELECT coalesce(max(to_id), 0) AS last, coalesce(sum(events), 0)::float8 AS total FROM audit_seals
       WHERE $1::text IS NULL OR organization_id = $1`,
      [this.organizationId],
    );
    let done = '0';
    // Up to the last turn of all organizations: one that has no seal in it must have no event in it.
    for (let turn = await this.nextTurn(done); turn !== undefined; turn = await this.nextTurn(done)) {
      if (turn.from_id !== done) await this.checkGap(done, turn);
      await this.checkTurn(turn);
      done = turn.to_id;
      this.options.onProgress?.(this.chains.checked.events, total);
    }
    if (BigInt(done) < BigInt(last)) throw new AuditMismatch('Seals were removed while they were read.');
    this.chains.checkEnds();
    const own = await readOwnEvents(this.dataSource);
    const [{ unsealed }] = await this.dataSource.query(
      `SELECT count(*)::int AS unsealed FROM (
         SELECT FROM audit_events WHERE id > $1 AND id < $2 LIMIT ${MOST_UNSEALED}) AS open`,
      [own.sealedTo, own.before],
    );
    return { ...this.chains.checked, archived: this.archived, unsealed };
  }

  private async nextTurn(done: string): Promise<Turn | undefined> {
    const [turn] = await this.dataSource.query(NEXT_TURN, [done]);
    return turn;
  }

  /**
   * This cell's turns follow each other. Of other cells' turns only those are here in which organizations have seals that have
   * come from there: between those there must be no event.
   */
  private async checkGap(done: string, { from_id, to_id }: Turn): Promise<void> {
    const { after, before, sealedTo } = await readOwnEvents(this.dataSource);
    const isOwn = BigInt(to_id) > BigInt(after) && BigInt(to_id) < BigInt(before);
    const [event] = await this.dataSource.query(
      `SELECT id, organization_id FROM audit_events WHERE id > $1 AND id <= $2 AND (id <= $3 OR id > $4)
       ORDER BY id LIMIT 1`,
      [done, from_id, sealedTo, before],
    );
    if (event === undefined && (!isOwn || from_id === after)) return;
    const about = event ? ` ${this.event(event.id)} of ${event.organization_id} is in none.` : '';
    throw new AuditMismatch(`Seals are missing between the rows ${done} and ${to_id} of the audit.${about}`);
  }

  private async checkSeal(seal: Seal): Promise<void> {
    if (!this.chains.isNext(seal)) {
      const [before] = await this.dataSource.query(BEFORE_IN_ANOTHER_CELL, [
        seal.organization_id,
        seal.number,
        seal.to_id,
      ]);
      this.chains.continueAfter(seal, before);
    }
    this.chains.checkSeal(seal);
  }

  private async checkTurn({ from_id, to_id, dropped_in }: Turn): Promise<void> {
    const seals: Seal[] = await this.dataSource.query(
      `SELECT ${SEAL_COLUMNS} FROM audit_seals
       WHERE to_id = $1 AND ($2::text IS NULL OR organization_id = $2) ORDER BY organization_id`,
      [to_id, this.organizationId],
    );
    for (const seal of seals) await this.checkSeal(seal);
    const contents: SealedContents[] = await this.dataSource.query(SEALED_EVENTS, [
      from_id,
      to_id,
      this.organizationId,
    ]);
    const found = new Map(contents.map((one) => [one.organization_id, one]));
    for (const seal of seals) {
      const events = found.get(seal.organization_id);
      if (dropped_in === 'other_cell') this.assertBroughtLikeOthers(seal, events !== undefined);
      if (dropped_in !== null && events === undefined) this.archived += seal.events;
      else this.chains.checkEvents(seal, events);
      found.delete(seal.organization_id);
    }
    for (const unsealed of found.values()) this.chains.refuseUnsealed(unsealed);
  }

  /**
   * An organization that left its cell before a partition was dropped there has brought all of its events in it, one that left
   * later none.
   *
   * @throws AuditMismatch when some are here and others are missing
   */
  private assertBroughtLikeOthers(seal: Seal, isHere: boolean): void {
    const key = `${seal.organization_id} ${BigInt(seal.to_id) >> PARTITION_BITS}`;
    const first = this.brought.get(key);
    if (first === undefined) this.brought.set(key, { seal, isHere });
    else if (first.isHere !== isHere) this.chains.checkEvents(isHere ? first.seal : seal, undefined);
  }

  /** As callers see it, and as it is found in the database. */
  private event(id: string): string {
    return `Event ${this.ids.encode(id)} (row ${id})`;
  }
}

/** The seals that were made together, of the events with numbers above `from_id` and not above `to_id`. */
interface Turn {
  readonly from_id: string;
  readonly to_id: string;
  /** Where the partition of these events was archived and dropped; null when it was not. */
  readonly dropped_in: 'this_cell' | 'other_cell' | null;
}

/** A turn whose seals were all removed with their organizations has no events either. */
const NEXT_TURN = `
  SELECT s.from_id, s.to_id,
         CASE WHEN p.dropped_at IS NULL THEN NULL
              WHEN s.to_id > c.first_event_id AND s.to_id < c.end_event_id THEN 'this_cell'
              ELSE 'other_cell' END AS dropped_in
  FROM this_cell c CROSS JOIN (
    (SELECT from_id, to_id FROM audit_seals WHERE to_id > $1 ORDER BY to_id LIMIT 1)
    UNION ALL
    (SELECT from_id, to_id FROM removed_seals WHERE to_id > $1 ORDER BY to_id LIMIT 1)
  ) AS s LEFT JOIN table_partitions p ON p.table_name = 'audit_events' AND p.number = s.to_id >> ${PARTITION_BITS}
  ORDER BY s.to_id LIMIT 1`;

const BEFORE_IN_ANOTHER_CELL = `
  SELECT hash, signature IS NOT NULL AS signed FROM audit_seals
  WHERE organization_id = $1 AND number = $2::bigint - 1 AND to_id >> 56 <> $3::bigint >> 56`;
