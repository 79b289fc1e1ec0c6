import { z } from 'zod';
import { apiKeyIdSchema } from '../ids.js';
import { nameSchema, writtenNameSchema } from '../names.js';
import { ALL_SCOPES, scopeSchema } from '../principals/principal.js';
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

export const apiKeySchema = z.object({
  id: apiKeyIdSchema,
  name: writtenNameSchema(MAX_NAME),
  scopes: z.array(scopeSchema),
  status: apiKeyStatusSchema,
  created_at: timeSchema,
  expires_at: timeSchema.nullable(),
  revoked_at: timeSchema.nullable(),
  /** Accurate to a minute. */
  last_used_at: timeSchema.nullable(),
  /** Its successor, after it was rotated. */
  replaced_by: apiKeyIdSchema.nullable(),
});
export type ApiKeyObject = z.infer<typeof apiKeySchema>;

const MAX_LIFETIME_MS = 10 * 366 * 24 * 3_600_000;
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

const MAX_OVERLAP_S = 7 * 24 * 3_600;
const overlapError = `a whole number from 0 to ${MAX_OVERLAP_S}`;

/** How long a rotated key works beside its successor, in seconds; a day by default. */
export const overlapSecondsSchema = z
  .int({ error: overlapError })
  .min(0, { error: overlapError })
  .max(MAX_OVERLAP_S, { error: overlapError })
  .default(24 * 3_600);
