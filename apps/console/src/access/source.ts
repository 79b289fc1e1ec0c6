import { sourceOf } from '@roster/runtime';
import type { FastifyRequest } from 'fastify';

/** Where a request came from, as it is counted and written down: an address, or the proxy that did not tell it. */
export function sourceOfRequest(request: FastifyRequest): string {
  return sourceOf(request) ?? 'unknown';
}
