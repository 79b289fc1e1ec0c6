import { createHash } from 'node:crypto';
import { decrypt, encrypt } from './encryption.js';

export interface Sealed {
  readonly keyId: string;
  readonly bytes: Buffer;
}

/**
 * Encrypts stored secrets. They are bound to their owner, so a secret moved to another row cannot be opened. The first key
 * seals and every key opens, so that keys can be rotated.
 */
export class SecretBox {
  private readonly keys: ReadonlyMap<string, Buffer>;
  private readonly current: { readonly id: string; readonly key: Buffer };

  constructor(
    keys: readonly Buffer[],
    /** The variable that holds them, for errors. */
    private readonly variable: string,
  ) {
    const [first] = keys;
    if (first === undefined) throw new Error('A secret box needs a key');
    this.keys = new Map(keys.map((key) => [encryptionKeyId(key), key]));
    this.current = { id: encryptionKeyId(first), key: first };
  }

  /** The IDs of the keys that open. */
  get keyIds(): string[] {
    return [...this.keys.keys()];
  }

  seal(text: string, owner: string): Sealed {
    return { keyId: this.current.id, bytes: encrypt(this.current.key, text, owner) };
  }

  /** @throws Error when the key is missing, or the sealed bytes or the owner are not as sealed */
  open({ keyId, bytes }: Sealed, owner: string): string {
    const key = this.keys.get(keyId);
    if (key === undefined) throw new Error(`A secret is sealed with the key ${keyId}, which ${this.variable} lacks`);
    return decrypt(key, bytes, owner);
  }
}

/** Names a key without revealing it. The prefix is part of all stored names: it dates from when only Slack had such keys. */
export function encryptionKeyId(key: Buffer): string {
  return createHash('sha256').update('roster-slack-key').update(key).digest('hex').slice(0, 16);
}
