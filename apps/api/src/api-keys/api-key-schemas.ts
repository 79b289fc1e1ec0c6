import type { IssuedKey } from '@roster/database';
import { apiKeyIdSchema, apiKeySchema, apiKeyStatusSchema, overlapSecondsSchema } from '@roster/domain';
import { z } from 'zod';
import { cursorOf } from '../requests/cursor.js';
import { pageLimit } from '../requests/page-limit.js';

export const rotateApiKeyBodySchema = z.strictObject(
  { overlap_seconds: overlapSecondsSchema },
  { error: 'a JSON object' },
);
export type RotateApiKeyBody = z.output<typeof rotateApiKeyBodySchema>;

export const listApiKeysQuerySchema = z.strictObject({
  status: apiKeyStatusSchema.optional(),
  limit: pageLimit(),
  cursor: cursorOf(apiKeyIdSchema).optional(),
});
export type ListApiKeysQuery = z.output<typeof listApiKeysQuerySchema>;

export const issuedApiKeySchema = apiKeySchema.extend({
  /** The bearer token. It is shown here and never again. */
  token: z.string(),
});
export type IssuedApiKey = z.output<typeof issuedApiKeySchema>;

export function issuedApiKey({ key, token }: IssuedKey): IssuedApiKey {
  return { ...key, token };
}

export const apiKeyPageSchema = z.object({
  data: z.array(apiKeySchema),
  /** For the query parameter `cursor` of the next request; null on the last page. */
  next_cursor: z.string().nullable(),
});
export type ApiKeyPage = z.output<typeof apiKeyPageSchema>;
