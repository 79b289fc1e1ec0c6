import type { Json } from './check-payload.js';

/** An answer of the Web API. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly answer: Json;
}

/** Slack reports most errors with status 200. */
export function said(answer: Json): ApiAnswer {
  return { status: 200, headers: {}, answer };
}

export function rateLimited(seconds: number): ApiAnswer {
  return { status: 429, headers: { 'retry-after': String(seconds) }, answer: { ok: false, error: 'ratelimited' } };
}
