import type { ConnectionOptions } from 'bullmq';

export const USUAL_QUEUE = 'usual-membership';

export function usualConnection(): ConnectionOptions {
  return { url: process.env.REDIS_URL ?? '', maxRetriesPerRequest: null };
}
