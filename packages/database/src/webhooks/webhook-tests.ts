import type { OrganizationId, WebhookAttemptObject, WebhookEndpointId } from '@roster/domain';
import { DomainError } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { ATTEMPT_OBJECT } from './webhook-deliveries.js';
import { SECRET_COLUMNS, type SealedWebhookSecrets } from './webhook-secrets.js';

/** What an attempt ended with. */
export interface AttemptResult {
  readonly durationMs: number;
  readonly status: number | null;
  readonly error: string | null;
  readonly answer: string | null;
}

/** Until its result is known, an attempt says this: the process that made it may have died. */
const NO_RESULT = 'No result is known.';

/**
 * Notes an attempt that is about to be made to test an endpoint, also a disabled one.
 *
 * @returns the ID of the attempt
 * @throws DomainError WEBHOOK_ENDPOINT_NOT_FOUND
 */
export async function beginWebhookTest(
  tx: EntityManager,
  organizationId: OrganizationId,
  endpointId: WebhookEndpointId,
): Promise<string> {
  const [attempt]: { id: string }[] = await tx.query(
    `INSERT INTO webhook_attempts (endpoint_id, attempt, error)
     SELECT id, 1, $3 FROM webhook_endpoints WHERE organization_id = $1 AND id = $2 AND refuse_if_fenced($1)
     RETURNING id`,
    [organizationId, endpointId, NO_RESULT],
  );
  if (attempt === undefined) throw new DomainError('WEBHOOK_ENDPOINT_NOT_FOUND', { webhook_endpoint_id: endpointId });
  return attempt.id;
}

/** Where to send a test, and the secrets that sign it. */
export async function readWebhookTarget(
  tx: EntityManager,
  endpointId: WebhookEndpointId,
): Promise<(SealedWebhookSecrets & { readonly url: string }) | undefined> {
  const [target] = await tx.query(`SELECT e.url, ${SECRET_COLUMNS} FROM webhook_endpoints e WHERE e.id = $1`, [
    endpointId,
  ]);
  return target;
}

export async function endWebhookTest(
  tx: EntityManager,
  attemptId: string,
  { durationMs, status, error, answer }: AttemptResult,
): Promise<void> {
  await tx.query('UPDATE webhook_attempts SET duration_ms = $2, status = $3, error = $4, answer = $5 WHERE id = $1', [
    attemptId,
    durationMs,
    status,
    error,
    answer,
  ]);
}

export async function readWebhookTest(tx: EntityManager, attemptId: string): Promise<WebhookAttemptObject> {
  const [{ attempt }] = await tx.query(`SELECT ${ATTEMPT_OBJECT} AS attempt FROM webhook_attempts t WHERE t.id = $1`, [
    attemptId,
  ]);
  return attempt;
}
