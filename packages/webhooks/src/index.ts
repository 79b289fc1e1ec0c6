export { AddressGuard, type Resolve } from './address-guard.js';
export {
  type AttemptOutcome,
  MOST_ATTEMPTS,
  outcomeOf,
  pauseAfter,
  type WebhookAttempt,
} from './attempt.js';
export { isTemporary, sentenceOf } from './connection-errors.js';
export { newWebhookSecret } from './signature.js';
export { ATTEMPT_LIMIT_MS, type OutgoingWebhook, WebhookSender } from './webhook-sender.js';
export { WebhookUrlRefused } from './webhook-url.js';
