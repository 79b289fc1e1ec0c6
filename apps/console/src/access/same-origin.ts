import type { FastifyRequest } from 'fastify';

/**
 * Does this request come from a page of the console? Browsers say so in `Sec-Fetch-Site`, older ones in `Origin`; a
 * program that sends neither has no cookies of anybody else's to misuse.
 */
export function isSameOrigin({ headers }: FastifyRequest, publicUrl: string | undefined): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  const { origin } = headers;
  if (origin === undefined) return true;
  if (publicUrl !== undefined) return origin === new URL(publicUrl).origin;
  return URL.canParse(origin) && new URL(origin).host === headers.host;
}
