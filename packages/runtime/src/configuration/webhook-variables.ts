import { z } from 'zod';
import { encryptionKeys, networks } from './variables.js';

/** What every process reads that sends webhooks. */
export const webhooks = z
  .object({ WEBHOOK_ENCRYPTION_KEY: encryptionKeys.optional(), WEBHOOK_ALLOWED_NETWORKS: networks })
  .transform((env) => ({
    /** They seal the secrets of endpoints; undefined: there are no webhooks. */
    keys: env.WEBHOOK_ENCRYPTION_KEY,
    /** Where webhooks may go beside the public internet. */
    allowedNetworks: env.WEBHOOK_ALLOWED_NETWORKS,
  }));
