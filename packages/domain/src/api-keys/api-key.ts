import { z } from 'zod';
import { DomainError } from '../errors/domain-error.js';
import { apiKeyIdSchema } from '../ids.js';
import { nameSchema, writtenNameSchema } from '../names.js';
import { ALL_SCOPES, actorSchema, scopeSchema } from '../principals/principal.js';
import { timeSchema } from '../times.js';

/** Only an active key is accepted. A rotated one stays active until its overlap ends. */
export const apiKeyStatusSchema = z.enum(['active', 'expired', 'revoked'], {
  error: '"active", "expired" or "revoked"',
});
export type ApiKeyStatus = z.infer<typeof apiKeyStatusSchema>;

const MAX_NAME = 100;
export const apiKeyNameSchema = nameSchema(MAX_NAME);

export const keyScopesSchema = z
  .array(scopeSchema, { error: 'a list of scopes' })
  .min(1, { error: 'at least one scope' })
  .refine((scopes) => new Set(scopes).size === scopes.length, { error: 'each scope once' })
  .meta({ maxItems: ALL_SCOPES.length, uniqueItems: true });

/** The longest IPv6 address as text. */
const MAX_ADDRESS = 45;

export const apiKeySchema = z.object({
  id: apiKeyIdSchema,
  name: writtenNameSchema(MAX_NAME),
  scopes: z.array(scopeSchema),
  status: apiKeyStatusSchema,
  created_at: timeSchema,
  /** Who made it; a key that was made with another key names that one. Null: not known, as for some old keys. */
  created_by: actorSchema.nullable(),
  expires_at: timeSchema.nullable(),
  revoked_at: timeSchema.nullable(),
  /** Accurate to a minute or two. */
  last_used_at: timeSchema.nullable(),
  /** The IP address of that use; null when it is unknown. */
  last_used_address: z.string().meta({ maxLength: MAX_ADDRESS }).nullable(),
  /** Its successor, after it was rotated. */
  replaced_by: apiKeyIdSchema.nullable(),
});
export type ApiKeyObject = z.infer<typeof apiKeySchema>;

const DAY_MS = 24 * 3_600_000;
const MAX_LIFETIME_MS = 10 * 366 * DAY_MS;
const futureError = 'a time in the future as RFC 3339, in ten years at the latest';

/** When a key expires. */
export const expirySchema = z.iso
  .datetime({ offset: true, error: futureError })
  .transform((text) => new Date(text))
  .refine((time) => time.getTime() > Date.now() && time.getTime() < Date.now() + MAX_LIFETIME_MS, {
    error: futureError,
  });

export const newApiKeySchema = z.strictObject(
  { name: apiKeyNameSchema, scopes: keyScopesSchema, expires_at: expirySchema.nullable().default(null) },
  { error: 'a JSON object' },
);
export type NewApiKey = z.output<typeof newApiKeySchema>;

/** What an installation allows the keys of each organization. */
export interface ApiKeyPolicy {
  /** How many keys may be active at a time; 0: any number. */
  readonly perOrganization: number;
  /** How long a new key may be valid, in days; undefined: without limit. */
  readonly maxLifetimeDays?: number | undefined;
}

/** The latest time at which a key that is made now may expire; null: it need not expire. */
export function latestExpiry({ maxLifetimeDays }: ApiKeyPolicy): Date | null {
  return maxLifetimeDays === undefined ? null : new Date(Date.now() + maxLifetimeDays * DAY_MS);
}

/** @throws DomainError VALIDATION_FAILED for a new key that would be valid for longer than the policy allows */
export function authorizeExpiry(expiresAt: Date | null, policy: ApiKeyPolicy): void {
  const latest = latestExpiry(policy);
  if (latest === null || (expiresAt !== null && expiresAt <= latest)) return;
  const expected = `a time within ${policy.maxLifetimeDays} days, as this installation limits the lifetime of keys`;
  throw new DomainError('VALIDATION_FAILED', { fields: [{ field: 'expires_at', expected }] });
}

/** What becomes of the keys that were made with a key that is revoked, and of those made with these. */
export const revokedChildrenSchema = z.enum(['revoke', 'keep'], { error: '"revoke" or "keep"' });
export type RevokedChildren = z.output<typeof revokedChildrenSchema>;

const MAX_OVERLAP_S = 7 * 24 * 3_600;
const overlapError = `a whole number from 0 to ${MAX_OVERLAP_S}`;

/** How long a rotated key works beside its successor, in seconds; a day by default. */
export const overlapSecondsSchema = z
  .int({ error: overlapError })
  .min(0, { error: overlapError })
  .max(MAX_OVERLAP_S, { error: overlapError })
  .default(24 * 3_600);
