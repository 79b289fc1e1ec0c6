import { DomainError } from '@roster/domain';
import { type AddressGuard, sentenceOf, WebhookUrlRefused } from '@roster/webhooks';

/**
 * Whether webhooks may be sent to a URL: null, or the error. It asks name servers, so it is done before the transaction; a
 * repeat with the same Idempotency-Key still gets its first answer, whatever the name has become.
 */
export async function refusalOf(guard: AddressGuard, url: string): Promise<DomainError | null> {
  try {
    await guard.check(url);
    return null;
  } catch (error) {
    const reason = error instanceof WebhookUrlRefused ? error.message : sentenceOf(error);
    return new DomainError('WEBHOOK_URL_REFUSED', { url, reason });
  }
}
