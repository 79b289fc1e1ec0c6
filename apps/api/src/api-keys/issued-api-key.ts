import type { IssuedKey } from '@roster/database';
import { apiKeySchema } from '@roster/domain';
import { z } from 'zod';
import { named } from '../contract/contract.js';

export const issuedApiKeySchema = named(
  'IssuedApiKey',
  apiKeySchema.extend({
    /** The bearer token. It is never shown again. */
    token: z.string().meta({ maxLength: 200 }),
  }),
);

export function issuedApiKey({ key, token }: IssuedKey): z.output<typeof issuedApiKeySchema> {
  return { ...key, token };
}
