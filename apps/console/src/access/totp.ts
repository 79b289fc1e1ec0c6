import { randomBytes } from 'node:crypto';
import { generateSecret, generateURI, verify } from 'otplib';

/** Clocks of phones may be a step behind or ahead, in seconds. */
const TOLERANCE_S = 30;

const RECOVERY_CODES = 10;

/** Crockford's base 32: no letter looks like a digit. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const RECOVERY_CODE_LENGTH = 16;

/** What somebody types: the code of the app, or a recovery code. */
export type TypedCode = { readonly kind: 'totp' | 'recovery'; readonly code: string };

export { generateSecret as newTotpSecret };

/** What the QR code says: https://github.com/google/google-authenticator/wiki/Key-Uri-Format */
export function totpUri(secret: string, email: string): string {
  return generateURI({ issuer: 'Roster', label: email, secret });
}

/** The time step of a code (RFC 6238); null when it is wrong. */
export async function totpStep(secret: string, code: string): Promise<number | null> {
  const result = await verify({ strategy: 'totp', secret, token: code, epochTolerance: TOLERANCE_S });
  return result.valid && 'timeStep' in result ? result.timeStep : null;
}

/** Ten codes of 80 random bits, as they are stored and, in groups of four, as they are shown. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () =>
    Array.from(randomBytes(RECOVERY_CODE_LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join(''),
  );
}

export function inGroups(text: string): string {
  return text.replace(/(.{4})(?=.)/g, '$1 ');
}

/** Reads a code however it was typed; null when it is none. */
export function readCode(text: string): TypedCode | null {
  const code = text.replace(/[\s-]/g, '').toUpperCase();
  if (/^\d{6}$/.test(code)) return { kind: 'totp', code };
  const recovery = code.replace(/O/g, '0').replace(/[IL]/g, '1');
  return new RegExp(`^[${ALPHABET}]{${RECOVERY_CODE_LENGTH}}$`).test(recovery)
    ? { kind: 'recovery', code: recovery }
    : null;
}
