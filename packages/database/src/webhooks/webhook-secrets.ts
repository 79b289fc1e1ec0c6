import type { SecretBox } from '../secret-box.js';

/** The secrets of an endpoint as they are stored. The previous ones are null when only one signs. */
export interface SealedWebhookSecrets {
  readonly id: string;
  readonly key_id: string;
  readonly sealed_secret: Buffer;
  readonly previous_key_id: string | null;
  readonly previous_sealed_secret: Buffer | null;
}

const previous = (column: string) =>
  `CASE WHEN e.previous_secret_until > clock_timestamp() THEN e.${column} END AS ${column}`;

/** The columns of `SealedWebhookSecrets`, of a row `e`. */
export const SECRET_COLUMNS = `
  e.id, e.key_id, e.sealed_secret, ${previous('previous_key_id')}, ${previous('previous_sealed_secret')}`;

/**
 * The secrets that sign now: the current one, then the one before if its time is not over.
 *
 * @throws Error when the key that sealed one is missing
 */
export function openWebhookSecrets(box: SecretBox, sealed: SealedWebhookSecrets): string[] {
  const { id, key_id, sealed_secret, previous_key_id, previous_sealed_secret } = sealed;
  const secrets = [box.open({ keyId: key_id, bytes: sealed_secret }, id)];
  if (previous_key_id !== null && previous_sealed_secret !== null)
    secrets.push(box.open({ keyId: previous_key_id, bytes: previous_sealed_secret }, id));
  return secrets;
}
