import type { KeyObject } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { EventIds } from './event-ids.js';
import { hashSeal, isSignedBy, keyId, NO_HASH, type Seal, type SealHead } from './seal.js';
import { MARK_BYTES, SEAL_COLUMNS, SEALED_EVENTS } from './seal-statements.js';

/** The audit is not what was sealed. The message names the first seal or event that does not fit. */
class AuditMismatch extends Error {
  override readonly name = 'AuditMismatch';
}

export interface AuditVerification {
  readonly organizations: number;
  readonly seals: number;
  readonly events: number;
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

/** What was found of an organization so far. */
interface Chain {
  readonly number: bigint;
  readonly hash: Buffer;
  readonly signed: boolean;
}

const START: Chain = { number: 0n, hash: NO_HASH, signed: false };

interface Contents {
  readonly organization_id: string;
  readonly events: number;
  readonly events_hash: Buffer;
  readonly marks: Buffer;
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
  private readonly chains = new Map<string, Chain>();
  private readonly keys: ReadonlyMap<string, KeyObject>;
  private readonly organizationId: string | null;
  private seals = 0;
  private events = 0;
  private late = 0;
  private unsigned = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly ids: EventIds,
    private readonly options: VerifyOptions,
  ) {
    this.organizationId = options.organizationId ?? null;
    this.keys = new Map((options.publicKeys ?? []).map((key) => [keyId(key), key]));
  }

  async run(): Promise<AuditVerification> {
    const { head } = this.options;
    if (head) this.checkHead(head);
    const [{ last, total }] = await this.dataSource.query(
      `SELECT coalesce(max(to_id), 0) AS last, coalesce(sum(events), 0)::float8 AS total FROM audit_seals
       WHERE $1::text IS NULL OR organization_id = $1`,
      [this.organizationId],
    );
    let done = '0';
    // Up to the last turn of all organizations: one that has no seal in it must have no event in it.
    for (let turn = await this.nextTurn(done); turn !== undefined; turn = await this.nextTurn(done)) {
      if (turn.from_id !== done) throw await this.gap(done, turn);
      await this.checkTurn(turn);
      done = turn.to_id;
      this.options.onProgress?.(this.events, total);
    }
    if (BigInt(done) < BigInt(last)) throw new AuditMismatch('Seals were removed while they were read.');
    this.checkEnds();
    const [{ unsealed }] = await this.dataSource.query(
      `SELECT count(*)::int AS unsealed FROM (SELECT FROM audit_events WHERE id > $1 LIMIT ${MOST_UNSEALED}) AS open`,
      [done],
    );
    return {
      organizations: this.chains.size,
      seals: this.seals,
      events: this.events,
      late: this.late,
      unsealed,
      unsigned_seals: this.unsigned,
      signatures_checked: this.unsigned === this.seals || this.keys.size > 0,
    };
  }

  private async nextTurn(done: string): Promise<{ from_id: string; to_id: string } | undefined> {
    const [turn] = await this.dataSource.query(
      'SELECT from_id, to_id FROM audit_seals WHERE to_id > $1 ORDER BY to_id LIMIT 1',
      [done],
    );
    return turn;
  }

  private async gap(done: string, { from_id, to_id }: { from_id: string; to_id: string }): Promise<AuditMismatch> {
    const [event] = await this.dataSource.query(
      'SELECT id, organization_id FROM audit_events WHERE id > $1 AND id <= $2 ORDER BY id LIMIT 1',
      [done, from_id],
    );
    const about = event ? ` ${this.event(event.id)} of ${event.organization_id} is in none.` : '';
    return new AuditMismatch(`Seals are missing between the rows ${done} and ${to_id} of the audit.${about}`);
  }

  private async checkTurn({ from_id, to_id }: { from_id: string; to_id: string }): Promise<void> {
    const seals: Seal[] = await this.dataSource.query(
      `SELECT ${SEAL_COLUMNS} FROM audit_seals
       WHERE to_id = $1 AND ($2::text IS NULL OR organization_id = $2) ORDER BY organization_id`,
      [to_id, this.organizationId],
    );
    const contents: Contents[] = await this.dataSource.query(SEALED_EVENTS, [from_id, to_id, this.organizationId]);
    const found = new Map(contents.map((one) => [one.organization_id, one]));
    for (const seal of seals) {
      this.checkSeal(seal);
      await this.checkEvents(seal, found.get(seal.organization_id));
      found.delete(seal.organization_id);
    }
    for (const { organization_id, marks } of found.values()) {
      throw new AuditMismatch(
        `${this.event(String(marks.readBigInt64BE()))} of ${organization_id} is in no seal: ` +
          'it was added later, or its seal was removed.',
      );
    }
  }

  private checkSeal(seal: Seal): void {
    const chain = this.chains.get(seal.organization_id) ?? START;
    const wrong = (what: string) => new AuditMismatch(`${nameOf(seal)} ${what}.`);
    const expected = chain.number + 1n;
    if (BigInt(seal.number) !== expected) throw wrong(`is where number ${expected} should be: seals are missing`);
    if (!seal.previous_hash.equals(chain.hash)) throw wrong('does not follow the seal before it, which was changed');
    if (!seal.hash.equals(hashSeal(seal))) throw wrong('was changed');
    const { head } = this.options;
    if (head?.organization_id === seal.organization_id && head.number === seal.number) {
      if (head.hash !== seal.hash.toString('hex'))
        throw wrong('is not the one that was exported: the chain was rewritten');
    }
    const signed = seal.signature !== null;
    if (!signed && chain.signed) throw wrong('is not signed, and seals before it are');
    if (signed && this.keys.size > 0) this.checkSignature(seal, wrong);
    if (!signed) this.unsigned += 1;
    this.chains.set(seal.organization_id, { number: expected, hash: seal.hash, signed });
    this.seals += 1;
    this.events += seal.events;
    this.late += seal.late;
  }

  private checkSignature(seal: Seal, wrong: (what: string) => AuditMismatch): void {
    const key = this.keys.get(seal.key_id ?? '');
    if (key === undefined) throw wrong(`is signed with the key ${seal.key_id}, which is not among the public keys`);
    if (!isSignedBy(seal, key)) throw wrong('has a wrong signature');
  }

  private async checkEvents(seal: Seal, found: Contents | undefined): Promise<void> {
    if (found?.events === seal.events && found.events_hash.equals(seal.events_hash) && found.marks.equals(seal.marks))
      return;
    const sealed = marksOf(seal.marks);
    const there = marksOf(found?.marks ?? Buffer.alloc(0));
    const about = `${nameOf(seal)} does not fit its events`;
    for (const [id, digest] of sealed) {
      const now = there.get(id);
      if (now === undefined) throw new AuditMismatch(`${about}: ${this.event(id)} is missing.`);
      if (now !== digest) throw new AuditMismatch(`${about}: ${this.event(id)} was changed.`);
    }
    for (const id of there.keys()) {
      if (!sealed.has(id)) throw new AuditMismatch(`${about}: ${this.event(id)} was added.`);
    }
    throw new AuditMismatch(`${about}, and does not tell which.`);
  }

  private checkHead(head: SealHead): void {
    if (this.keys.size === 0) return;
    const about = `The exported head of ${head.organization_id}`;
    if (head.signature === null) throw new AuditMismatch(`${about} is not signed.`);
    const key = this.keys.get(head.key_id ?? '');
    if (key === undefined)
      throw new AuditMismatch(`${about} is signed with the key ${head.key_id}, which is not among the public keys.`);
    const hash = Buffer.from(head.hash, 'hex');
    if (!isSignedBy({ ...head, hash, signature: Buffer.from(head.signature, 'base64') }, key))
      throw new AuditMismatch(`${about} has a wrong signature.`);
  }

  private checkEnds(): void {
    const { head } = this.options;
    if (head && (this.chains.get(head.organization_id) ?? START).number < BigInt(head.number)) {
      const { number } = this.chains.get(head.organization_id) ?? START;
      throw new AuditMismatch(
        `The chain of ${head.organization_id} ends with seal ${number}, and seal ${head.number} was exported: seals were removed at the end.`,
      );
    }
    if (this.keys.size === 0) return;
    for (const [organizationId, { signed }] of this.chains) {
      if (!signed) throw new AuditMismatch(`No seal of ${organizationId} is signed.`);
    }
  }

  /** As callers see it, and as it is found in the database. */
  private event(id: string): string {
    return `Event ${this.ids.encode(id)} (row ${id})`;
  }
}

function nameOf({ organization_id, number, window_end }: Seal): string {
  return `Seal ${number} of ${organization_id} (until ${window_end})`;
}

/** The digests' first bytes by the numbers of the events, in their order. */
function marksOf(marks: Buffer): Map<string, string> {
  const found = new Map<string, string>();
  for (let at = 0; at + MARK_BYTES <= marks.length; at += MARK_BYTES)
    found.set(String(marks.readBigInt64BE(at)), marks.toString('hex', at + 8, at + MARK_BYTES));
  return found;
}
