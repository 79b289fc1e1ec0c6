import { DomainError } from '@roster/domain';
import { withTimeLimit } from '@roster/runtime';
import { type AddressGuard, isTemporary, sentenceOf, WebhookUrlRefused } from '@roster/webhooks';

/** For the name servers, in milliseconds: far below the time in which a request must be answered. */
const LIMIT_MS = 5_000;

/**
 * Whether webhooks may be sent to a URL: null, or the error. It asks name servers, so it is done before the transaction; a
 * repeat with the same Idempotency-Key still gets its first answer, whatever the name has become. While the name servers
 * do not answer, the error is SERVICE_UNAVAILABLE: nothing is known of the URL.
 */
export async function refusalOf(guard: AddressGuard, url: string, limitMs = LIMIT_MS): Promise<DomainError | null> {
  try {
    await withTimeLimit(guard.check(url), limitMs, () => Object.assign(new Error('silent'), { code: 'ETIMEOUT' }));
    return null;
  } catch (error) {
    if (isTemporary(error)) return new DomainError('SERVICE_UNAVAILABLE', {}, { cause: error });
    const reason = error instanceof WebhookUrlRefused ? error.message : sentenceOf(error);
    return new DomainError('WEBHOOK_URL_REFUSED', { url, reason });
  }
}
