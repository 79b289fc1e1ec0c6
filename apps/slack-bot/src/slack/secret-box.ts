import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export interface Sealed {
  readonly keyId: string;
  readonly bytes: Buffer;
}

/**
 * Encrypts stored secrets with AES-256-GCM (NIST SP 800-38D): a random nonce, the text and the tag. They are bound to
 * their owner, so a secret moved to another row cannot be opened. The first key seals and every key opens, so that keys
 * can be rotated.
 */
export class SecretBox {
  private readonly keys: ReadonlyMap<string, Buffer>;
  private readonly current: { readonly id: string; readonly key: Buffer };

  constructor(keys: readonly Buffer[]) {
    const [first] = keys;
    if (first === undefined) throw new Error('A secret box needs a key');
    this.keys = new Map(keys.map((key) => [idOf(key), key]));
    this.current = { id: idOf(first), key: first };
  }

  seal(text: string, owner: string): Sealed {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.current.key, nonce).setAAD(Buffer.from(owner));
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return { keyId: this.current.id, bytes: Buffer.concat([nonce, body, cipher.getAuthTag()]) };
  }

  /** @throws Error when the key is missing, or the sealed bytes or the owner are not as sealed */
  open({ keyId, bytes }: Sealed, owner: string): string {
    const key = this.keys.get(keyId);
    if (key === undefined) throw new Error(`A token is sealed with the key ${keyId}, which SLACK_ENCRYPTION_KEY lacks`);
    const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(-TAG_BYTES));
    const body = bytes.subarray(NONCE_BYTES, -TAG_BYTES);
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  }
}

/** Names a key without revealing it. */
function idOf(key: Buffer): string {
  return createHash('sha256').update('roster-slack-key').update(key).digest('hex').slice(0, 16);
}
