import type { KeyObject } from 'node:crypto';
import { hashSeal, isSignedBy, keyId, NO_HASH, type Seal, type SealHead } from './seal.js';
import { MARK_BYTES } from './seal-statements.js';

/** The audit is not what was sealed. The message names the first seal or event that does not fit. */
export class AuditMismatch extends Error {
  override readonly name = 'AuditMismatch';
}

/** What was found of an organization so far. */
interface Chain {
  readonly number: bigint;
  readonly hash: Buffer;
  readonly signed: boolean;
}

const START: Chain = { number: 0n, hash: NO_HASH, signed: false };

/** The events of an organization that a seal should be of. */
export interface SealedContents {
  readonly organization_id: string;
  readonly events: number;
  readonly events_hash: Buffer;
  readonly marks: Buffer;
}

interface ChainsOptions {
  /** A head that was exported: the chain must contain it. */
  readonly head?: SealHead | undefined;
  /** Ed25519 keys of which one made each signature. With none, signatures are not checked. */
  readonly publicKeys?: readonly KeyObject[] | undefined;
  /** How an event is called in messages, by its number. */
  readonly nameEvent: (id: string) => string;
  /** The seals begin with the first of each organization, and not where an archive does. */
  readonly isComplete: boolean;
}

/** Checks the seals of any number of organizations, each in the order of its chain. */
export class SealChains {
  private readonly chains = new Map<string, Chain>();
  /** The last seal of each chain. It is not always the one that was checked last: see `continueAfter`. */
  private readonly ends = new Map<string, Chain>();
  private readonly keys: ReadonlyMap<string, KeyObject>;
  private readonly counts = { seals: 0, events: 0, late: 0, unsigned_seals: 0 };

  /** @throws AuditMismatch when the exported head has no right signature */
  constructor(private readonly options: ChainsOptions) {
    this.keys = new Map((options.publicKeys ?? []).map((key) => [keyId(key), key]));
    if (options.head) this.checkHead(options.head);
  }

  get checked() {
    const { unsigned_seals, seals } = this.counts;
    return {
      organizations: this.ends.size,
      ...this.counts,
      signatures_checked: unsigned_seals === seals || this.keys.size > 0,
    };
  }

  /** Whether the seal has the number that follows those of its organization that were checked. */
  isNext({ organization_id, number }: Seal): boolean {
    return (this.chains.get(organization_id) ?? START).number + 1n === BigInt(number);
  }

  /**
   * Goes on in another part of a chain, behind the seal before this one, which is checked in its turn. An organization that has
   * moved has seals with the numbers of several cells, and those with lower numbers may be the later ones.
   */
  continueAfter({ organization_id, number }: Seal, before: Pick<Chain, 'hash' | 'signed'> | undefined): void {
    if (number === '1') this.chains.delete(organization_id);
    else if (before !== undefined) this.chains.set(organization_id, { number: BigInt(number) - 1n, ...before });
  }

  /** @throws AuditMismatch when the seal is not the next of its organization, or was changed */
  checkSeal(seal: Seal): void {
    const chain = this.chains.get(seal.organization_id) ?? this.startOf(seal);
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
    if (!signed) this.counts.unsigned_seals += 1;
    const checked = { number: expected, hash: seal.hash, signed };
    this.chains.set(seal.organization_id, checked);
    if (expected > (this.ends.get(seal.organization_id) ?? START).number) this.ends.set(seal.organization_id, checked);
    this.counts.seals += 1;
    this.counts.events += seal.events;
    this.counts.late += seal.late;
  }

  /** @throws AuditMismatch when these are not the events that were sealed */
  checkEvents(seal: Seal, found: SealedContents | undefined): void {
    if (found?.events === seal.events && found.events_hash.equals(seal.events_hash) && found.marks.equals(seal.marks))
      return;
    const { nameEvent } = this.options;
    const sealed = marksOf(seal.marks);
    const there = marksOf(found?.marks ?? Buffer.alloc(0));
    const about = `${nameOf(seal)} does not fit its events`;
    for (const [id, digest] of sealed) {
      const now = there.get(id);
      if (now === undefined) throw new AuditMismatch(`${about}: ${nameEvent(id)} is missing.`);
      if (now !== digest) throw new AuditMismatch(`${about}: ${nameEvent(id)} was changed.`);
    }
    for (const id of there.keys()) {
      if (!sealed.has(id)) throw new AuditMismatch(`${about}: ${nameEvent(id)} was added.`);
    }
    throw new AuditMismatch(`${about}; the seal does not show which event differs.`);
  }

  /** @throws AuditMismatch when there is an event of an organization that has no seal for it */
  refuseUnsealed({ organization_id, marks }: SealedContents): never {
    throw new AuditMismatch(
      `${this.options.nameEvent(String(marks.readBigInt64BE()))} of ${organization_id} is in no seal: ` +
        'it was added later, or its seal was removed.',
    );
  }

  /** @throws AuditMismatch when a chain ends before the exported head, or has no signature at all */
  checkEnds(): void {
    const { head } = this.options;
    if (head && (this.ends.get(head.organization_id) ?? START).number < BigInt(head.number)) {
      const { number } = this.ends.get(head.organization_id) ?? START;
      throw new AuditMismatch(
        `The chain of ${head.organization_id} ends with seal ${number}, and seal ${head.number} was exported: seals were removed at the end.`,
      );
    }
    if (this.keys.size === 0) return;
    for (const [organizationId, { signed }] of this.ends) {
      if (!signed) throw new AuditMismatch(`No seal of ${organizationId} is signed.`);
    }
  }

  private startOf({ number, previous_hash }: Seal): Chain {
    if (this.options.isComplete) return START;
    return { number: BigInt(number) - 1n, hash: previous_hash, signed: false };
  }

  private checkSignature(seal: Seal, wrong: (what: string) => AuditMismatch): void {
    const key = this.keys.get(seal.key_id ?? '');
    if (key === undefined) throw wrong(`is signed with the key ${seal.key_id}, which is not among the public keys`);
    if (!isSignedBy(seal, key)) throw wrong('has a wrong signature');
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
