import type { ConsoleSession, Sealed, SecretBox } from '@roster/database';
import type { OperatorId } from '@roster/domain';
import { z } from 'zod';

/** How long a secret may wait for its first code, in milliseconds. */
const OFFER_TTL_MS = 15 * 60_000;

const offerSchema = z.object({ secret: z.string(), until: z.number() });

/** Encrypts the secrets of authenticator apps: in the database and, before their first code, in the form that brings it. */
export class TotpSecrets {
  constructor(private readonly box: SecretBox) {}

  seal(operatorId: OperatorId, secret: string): Sealed {
    return this.box.seal(secret, ownerOf(operatorId));
  }

  /** @throws Error when its key is missing, or it is not as it was sealed */
  open(operatorId: OperatorId, sealed: Sealed): string {
    return this.box.open(sealed, ownerOf(operatorId));
  }

  /** For the form of one session: nothing is stored until the operator has shown a code. */
  offer({ idHash }: ConsoleSession, secret: string): string {
    const text = JSON.stringify({ secret, until: Date.now() + OFFER_TTL_MS });
    const { keyId, bytes } = this.box.seal(text, offerOwner(idHash));
    return `${keyId}.${bytes.toString('base64url')}`;
  }

  /** The secret that was offered to this session; null when it is none, or was offered too long ago. */
  accept({ idHash }: ConsoleSession, offered: string): string | null {
    const [keyId = '', bytes = ''] = offered.split('.');
    try {
      const text = this.box.open({ keyId, bytes: Buffer.from(bytes, 'base64url') }, offerOwner(idHash));
      const { secret, until } = offerSchema.parse(JSON.parse(text));
      return until > Date.now() ? secret : null;
    } catch {
      return null;
    }
  }
}

function ownerOf(operatorId: OperatorId): string {
  return `second factor of ${operatorId}`;
}

function offerOwner(idHash: Buffer): string {
  return `offer to ${idHash.toString('hex')}`;
}
