import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { digest } from '@roster/domain';

/** A row of `audit_seals`. Numbers are Postgres' bigints, and times are RFC 3339 with milliseconds. */
export interface Seal {
  readonly organization_id: string;
  readonly number: string;
  /** The day of `window_end`, in UTC. */
  readonly day: string;
  readonly window_end: string;
  readonly from_id: string;
  readonly to_id: string;
  readonly events: number;
  readonly late: number;
  readonly events_hash: Buffer;
  readonly marks: Buffer;
  readonly previous_hash: Buffer;
  readonly hash: Buffer;
  readonly key_id: string | null;
  readonly signature: Buffer | null;
}

/** The last seal of an organization, as it is kept outside of the installation. Says nothing of other organizations. */
export interface SealHead {
  readonly format: typeof HEAD_FORMAT;
  readonly organization_id: string;
  readonly number: string;
  readonly day: string;
  readonly window_end: string;
  /** In hex. */
  readonly hash: string;
  readonly key_id: string | null;
  /** Ed25519 (RFC 8032), in base64. */
  readonly signature: string | null;
}

export const HEAD_FORMAT = 'roster-audit-head/1';

/** What the first seal of an organization follows. */
export const NO_HASH = Buffer.alloc(32);

type Unhashed = Omit<Seal, 'hash' | 'marks' | 'key_id' | 'signature'>;

/** Covers everything that a seal says of its events, and the seal before. */
export function hashSeal(seal: Unhashed): Buffer {
  return digest(
    'roster-audit-seal/1',
    seal.organization_id,
    seal.number,
    seal.day,
    seal.window_end,
    seal.from_id,
    seal.to_id,
    String(seal.events),
    String(seal.late),
    seal.events_hash.toString('hex'),
    seal.previous_hash.toString('hex'),
  );
}

type Signed = Pick<Seal, 'organization_id' | 'number' | 'day' | 'window_end' | 'hash'>;

/** What is signed can be checked with the head alone. */
function signedBytes({ organization_id, number, day, window_end, hash }: Signed): Buffer {
  return digest(HEAD_FORMAT, organization_id, number, day, window_end, hash.toString('hex'));
}

/** `key`: an Ed25519 private key. */
export function signSeal(seal: Signed, key: KeyObject): { key_id: string; signature: Buffer } {
  return { key_id: keyId(createPublicKey(key)), signature: sign(null, signedBytes(seal), key) };
}

export function isSignedBy(seal: Signed & Pick<Seal, 'signature'>, publicKey: KeyObject): boolean {
  return seal.signature !== null && verify(null, signedBytes(seal), publicKey, seal.signature);
}

/** The first 16 hex digits of the SHA-256 of the public key (SPKI, DER). */
export function keyId(publicKey: KeyObject): string {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);
}

export function headOf({ organization_id, number, day, window_end, hash, key_id, signature }: Seal): SealHead {
  return {
    format: HEAD_FORMAT,
    organization_id,
    number,
    day,
    window_end,
    hash: hash.toString('hex'),
    key_id,
    signature: signature === null ? null : signature.toString('base64'),
  };
}
