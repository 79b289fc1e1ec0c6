import { z } from 'zod';
import { LOG_LEVELS } from '../logging/logger.js';

export const logLevel = z.enum(LOG_LEVELS, { error: `one of ${LOG_LEVELS.join(', ')}` }).default('info');

/** A TCP port; 0: any free one. */
export const port = wholeNumber(0, 65_535);

/** `true` or `false`; unset is false. */
export const flag = z
  .enum(['true', 'false'], { error: 'true or false' })
  .default('false')
  .transform((value) => value === 'true');

const keyError = '32 random bytes in base64, as `openssl rand -base64 32` prints them';

/** Keys for encryption, separated by commas, the newest first. */
export const encryptionKeys = z
  .string({ error: keyError })
  .transform((list) => list.split(',').map((key) => Buffer.from(key.trim(), 'base64')))
  .refine((keys) => keys.every((key) => key.length === 32), { error: keyError });

/** A whole number written in decimal digits. */
export function wholeNumber(least: number, most: number) {
  const error = `a whole number from ${least} to ${most}`;
  return z
    .string({ error })
    .regex(/^\d{1,15}$/, { error })
    .transform(Number)
    .refine((value) => value >= least && value <= most, { error });
}

const networksError = 'addresses or networks like 10.0.0.0/8, separated by commas';
const network = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);

/** A comma-separated list of addresses and networks; unset is empty. */
export const networks = z
  .string({ error: networksError })
  .default('')
  .transform((list) => list.split(',').map((entry) => entry.trim()))
  .transform((list) => list.filter((entry) => entry !== ''))
  .refine((list) => list.every((entry) => network.safeParse(entry).success), { error: networksError });
