import { z } from 'zod';
import { encryptionKeys, networks } from './variables.js';

/** What the processes that make and send webhooks have in common. */
export const webhooks = z
  .object({
    /** Beside the public internet. Only there may a URL begin with http://. */
    WEBHOOK_ALLOWED_NETWORKS: networks,
    /** Encrypts the secrets of endpoints in the database; unset: there can be no endpoints. */
    WEBHOOK_ENCRYPTION_KEY: encryptionKeys.optional(),
  })
  .transform(({ WEBHOOK_ALLOWED_NETWORKS: allowedNetworks, WEBHOOK_ENCRYPTION_KEY: keys }) => ({
    allowedNetworks,
    encryptionKeys: keys,
  }));
