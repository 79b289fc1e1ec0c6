import type { ApiKeyPolicy } from '@roster/domain';
import { z } from 'zod';
import { wholeNumber } from './variables.js';

/** What every process that makes API keys reads. */
export const apiKeyVariables = {
  API_KEYS_PER_ORGANIZATION: wholeNumber(0, 1_000_000).default(100),
  API_KEY_MAX_LIFETIME_DAYS: wholeNumber(1, 3_650).optional(),
};

export function apiKeyPolicy(env: z.output<z.ZodObject<typeof apiKeyVariables>>): ApiKeyPolicy {
  return { perOrganization: env.API_KEYS_PER_ORGANIZATION, maxLifetimeDays: env.API_KEY_MAX_LIFETIME_DAYS };
}

export const apiKeys = z.object(apiKeyVariables).transform(apiKeyPolicy);
