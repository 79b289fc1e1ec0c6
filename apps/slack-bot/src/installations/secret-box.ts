import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export interface Sealed {
  readonly keyId: string;
  readonly bytes: Buffer;
}

/**
 * Seals secrets that are stored (AES-256-GCM, NIST SP 800-38D). Sealed are a random nonce, the text and the tag, bound
 * to their owner: one that was moved to another row does not open. The first key seals; all of them open, so that keys
 * can be changed.
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

  /** @throws Error when the key is not among ours, or something was changed */
  open({ keyId, bytes }: Sealed, owner: string): string {
    const key = this.keys.get(keyId);
    if (key === undefined) throw new Error(`A token is sealed with the key ${keyId}, which SLACK_ENCRYPTION_KEY lacks`);
    const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(-TAG_BYTES));
    const body = bytes.subarray(NONCE_BYTES, -TAG_BYTES);
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  }
}

/** Tells keys apart and nothing about them. */
function idOf(key: Buffer): string {
  return createHash('sha256').update('roster-slack-key').update(key).digest('hex').slice(0, 16);
}
