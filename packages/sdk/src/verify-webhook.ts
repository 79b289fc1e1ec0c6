import { camelFields } from './field-names.js';
import type { Event } from './types.generated.js';

const PREFIX = 'whsec_';
const TOLERANCE_SECONDS = 300;
const encoder = new TextEncoder();

type Key = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

export interface WebhookRequest {
  /** The body as it arrived, before anything parsed it. */
  readonly body: string | Uint8Array;
  /** Those of a `Request`, or `request.headers` of Node. */
  readonly headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The secret of the endpoint, `whsec_…`; several while it is being rotated. */
  readonly secret: string | readonly string[];
  /** How many seconds the sender's clock may be apart from this one. Default: 300. */
  readonly tolerance?: number | undefined;
}

/**
 * Why a request is not a webhook of Roster: answer it with 400. `headers`: one is missing or malformed; `timestamp`: it is
 * too old, or from the future; `signature`: none was made with the secret; `body`: what was signed is not an event.
 */
export type WebhookProblem = 'headers' | 'timestamp' | 'signature' | 'body';

export class WebhookVerificationError extends Error {
  override readonly name = 'WebhookVerificationError';

  constructor(
    readonly problem: WebhookProblem,
    message: string,
  ) {
    super(message);
  }
}

/**
 * The event of a webhook, once its signature and its time are verified (Standard Webhooks 1.0). A webhook can arrive more
 * than once: tell the copies by the `id` of the event.
 *
 * @throws WebhookVerificationError when it is not from Roster, was changed, or is too old
 * @throws TypeError when a secret is none
 */
export async function verifyWebhook({ body, headers, secret, tolerance }: WebhookRequest): Promise<Event> {
  const secrets = typeof secret === 'string' ? [secret] : secret;
  if (secrets.length === 0) throw new TypeError('"secret" is missing.');
  const keys = await Promise.all(secrets.map(importSecret));
  const id = header(headers, 'webhook-id');
  const timestamp = header(headers, 'webhook-timestamp');
  const signatures = header(headers, 'webhook-signature');
  assertRecent(timestamp, tolerance ?? TOLERANCE_SECONDS);
  const content = typeof body === 'string' ? encoder.encode(body) : body;
  const signed = concat(encoder.encode(`${id}.${timestamp}.`), content);
  if (!(await isSigned(signed, signatures, keys)))
    throw new WebhookVerificationError('signature', 'No signature of the webhook was made with the secret.');
  return parseEvent(content);
}

function header(headers: WebhookRequest['headers'], name: string): string {
  const value = headers instanceof Headers ? headers.get(name) : valueIn(headers, name);
  if (typeof value === 'string' && value !== '') return value;
  throw new WebhookVerificationError('headers', `The header ${name} is missing.`);
}

/** Names of headers are the same in upper and lower case. */
function valueIn(headers: Readonly<Record<string, unknown>>, name: string): unknown {
  const key = Object.keys(headers).find((key) => key.toLowerCase() === name);
  return key === undefined ? undefined : headers[key];
}

function assertRecent(timestamp: string, tolerance: number): void {
  if (!/^\d{1,15}$/.test(timestamp))
    throw new WebhookVerificationError('headers', 'The header webhook-timestamp is not a number of seconds.');
  const age = Date.now() / 1_000 - Number(timestamp);
  if (Math.abs(age) <= tolerance) return;
  const when = age > 0 ? 'ago' : 'in the future';
  const message = `The webhook was sent ${Math.round(Math.abs(age))} s ${when}, and ${tolerance} s are allowed.`;
  throw new WebhookVerificationError('timestamp', message);
}

async function importSecret(secret: string): Promise<Key> {
  const bytes = secret.startsWith(PREFIX) ? fromBase64(secret.slice(PREFIX.length)) : undefined;
  if (bytes === undefined || bytes.length === 0) throw new TypeError('"secret" must be the whsec_… of the endpoint.');
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
}

/** Whether one of the signatures was made with one of the keys. Those of other versions than `v1` are passed over. */
async function isSigned(signed: Uint8Array<ArrayBuffer>, signatures: string, keys: readonly Key[]): Promise<boolean> {
  for (const signature of signatures.split(' ')) {
    const bytes = signature.startsWith('v1,') ? fromBase64(signature.slice(3)) : undefined;
    if (bytes === undefined) continue;
    // `verify` compares in a time that does not depend on the bytes.
    for (const key of keys) if (await crypto.subtle.verify('HMAC', key, bytes, signed)) return true;
  }
  return false;
}

function parseEvent(content: Uint8Array): Event {
  try {
    const event = camelFields(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content)), []) as Event;
    if (typeof event.id === 'string' && typeof event.type === 'string' && typeof event.data === 'object') return event;
  } catch {}
  throw new WebhookVerificationError('body', 'The body of the webhook is not an event.');
}

/** Undefined when it is not base64. */
function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function concat(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}
