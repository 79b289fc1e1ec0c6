import { isIP } from 'node:net';
import { z } from 'zod';

const error = 'addresses or networks like 10.0.0.0/8, separated by commas';

/** `TRUSTED_PROXIES`: a comma-separated list; unset is empty. */
export const trustedProxies = z
  .string({ error })
  .default('')
  .transform((list) => list.split(',').map((entry) => entry.trim()))
  .transform((list) => list.filter((entry) => entry !== ''))
  .refine((list) => list.every(isNetwork), { error });

function isNetwork(entry: string): boolean {
  const [address = '', prefix, ...rest] = entry.split('/');
  const version = isIP(address);
  if (version === 0 || address.includes('%') || rest.length > 0) return false;
  if (prefix === undefined) return true;
  return /^(0|[1-9]\d{0,2})$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128);
}
