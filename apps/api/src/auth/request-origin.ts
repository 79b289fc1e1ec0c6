import type { SignInOrigin } from '@roster/database';
import { addressOf, sourceOf } from '@roster/runtime';
import type { FastifyRequest } from 'fastify';
import { traceOf } from '../tracing/request-trace.js';

/** Where a request comes from. */
export interface RequestOrigin extends SignInOrigin {
  /** The source that failures are counted for: see `sourceOf`. */
  readonly source: string | undefined;
}

export function requestOrigin(request: FastifyRequest): RequestOrigin {
  const address = addressOf(request);
  return { traceId: traceOf(request).traceId, address, source: address ?? sourceOf(request) };
}
