import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIPv6, type LookupFunction } from 'node:net';
import type { AddressGuard, CheckedTarget } from './address-guard.js';
import { readRetryAfter, type WebhookAttempt } from './attempt.js';
import { sentenceOf } from './connection-errors.js';
import { signedHeaders, type WebhookMessage } from './signature.js';
import { WebhookUrlRefused } from './webhook-url.js';

/** How long an attempt may take: resolving the name, connecting, and the answer, in milliseconds. */
export const ATTEMPT_LIMIT_MS = 15_000;

/** More of an answer is not read, in bytes. */
const MOST_READ = 64 * 1_024;

/** As much of an answer is kept, in bytes. */
const MOST_KEPT = 1_024;

const USER_AGENT = 'Roster-Webhooks/1';

export interface OutgoingWebhook extends Omit<WebhookMessage, 'sentAt'> {
  readonly url: string;
  /** The current secret, and the previous one while it is being replaced. */
  readonly secrets: readonly string[];
}

interface SenderOptions {
  readonly limitMs?: number;
  /** The authorities to trust instead of the usual ones, in PEM. For tests. */
  readonly ca?: string;
}

type Answer = Pick<WebhookAttempt, 'status' | 'answer' | 'retryAfterMs'>;

/** Sends webhooks to addresses that the guard has checked, each over a connection of its own. */
export class WebhookSender {
  private readonly limitMs: number;

  constructor(
    private readonly guard: AddressGuard,
    private readonly options: SenderOptions = {},
  ) {
    this.limitMs = options.limitMs ?? ATTEMPT_LIMIT_MS;
  }

  /**
   * Sends a webhook once. What the receiver does wrong is the result, not an error.
   *
   * @param signal ends the attempt, which then has no result
   * @throws the reason of `signal`
   */
  async send({ url, secrets, ...message }: OutgoingWebhook, signal?: AbortSignal): Promise<WebhookAttempt> {
    const startedAt = new Date();
    const startedMs = performance.now();
    const limit = AbortSignal.timeout(this.limitMs);
    const ending = signal ? AbortSignal.any([limit, signal]) : limit;
    const noAnswer = { status: null, answer: null, retryAfterMs: null };
    const ended = (answer: Answer, error: string | null): WebhookAttempt => {
      return { startedAt, durationMs: Math.round(performance.now() - startedMs), ...answer, error };
    };
    try {
      const target = await beforeEnd(this.guard.check(url), ending);
      const answer = await this.post(target, { ...message, sentAt: startedAt }, secrets, ending);
      return ended(answer, null);
    } catch (error) {
      signal?.throwIfAborted();
      if (limit.aborted) return ended(noAnswer, `There was no answer within ${this.limitMs / 1_000} s.`);
      return ended(noAnswer, error instanceof WebhookUrlRefused ? error.message : sentenceOf(error));
    }
  }

  /** The answer is what its headers say, however its body ends. */
  private async post(
    { url, addresses }: CheckedTarget,
    message: WebhookMessage,
    secrets: readonly string[],
    signal: AbortSignal,
  ): Promise<Answer> {
    const body = Buffer.from(message.body);
    const headers = {
      ...signedHeaders(message, secrets),
      'content-type': 'application/json',
      'content-length': body.length,
      'user-agent': USER_AGENT,
    };
    const { ca } = this.options;
    const options = { method: 'POST', headers, agent: false, lookup: only(addresses), signal, ...(ca ? { ca } : {}) };
    const outgoing = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, options);
    outgoing.end(body);
    try {
      const response = await responseTo(outgoing);
      return {
        status: response.statusCode ?? 0,
        retryAfterMs: readRetryAfter(response.headers['retry-after'], Date.now()),
        answer: await readStart(response),
      };
    } finally {
      outgoing.destroy();
    }
  }
}

function responseTo(outgoing: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    outgoing.once('response', resolve);
    // It stays: without a listener an error that follows the answer would end the process.
    outgoing.on('error', reject);
    outgoing.once('close', () => reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' })));
  });
}

/** Node asks for addresses when it connects: it gets those that were checked, and the name is not resolved again. */
function only(addresses: CheckedTarget['addresses']): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  return (_hostname, options, callback) => {
    if (options.all) callback(null, all);
    else callback(null, all[0]?.address as string, all[0]?.family);
  };
}

/** The first bytes of a body as text, however it ends: at its end, cut, or because of the time. */
async function readStart(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let read = 0;
  try {
    for await (const chunk of response) {
      chunks.push(chunk);
      read += chunk.length;
      if (read >= MOST_READ) break;
    }
  } catch {
    // What came before the cut is shown.
  }
  const start = Buffer.concat(chunks).subarray(0, MOST_KEPT);
  return new TextDecoder().decode(start, { stream: true }).replaceAll('\0', '\uFFFD');
}

/** Settles like `work`, or rejects when the signal is aborted. */
function beforeEnd<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}
