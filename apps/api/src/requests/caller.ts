import type { Caller, ChangeOrigin, Principal, Provisioner } from '@roster/domain';
import { addressOf } from '@roster/runtime';
import type { FastifyRequest } from 'fastify';
import { traceOf } from '../tracing/request-trace.js';

/** The authenticated principal or provisioner. */
export function principalOf({ principal, provisioner }: FastifyRequest): Principal | Provisioner {
  return assertAuthenticated(provisioner ?? principal);
}

/** The caller, as authorization and audit need it. */
export function callerOf(request: FastifyRequest): Caller {
  return { principal: assertAuthenticated(request.principal), ...originFields(request) };
}

function assertAuthenticated<Authenticated>(principal: Authenticated | null): Authenticated {
  if (principal === null) throw new Error('the route of this request admits callers without a token');
  return principal;
}

function originFields(request: FastifyRequest): Omit<ChangeOrigin, 'actor'> {
  return { channel: 'rest', traceId: traceOf(request).traceId, address: addressOf(request) };
}

/** Where the change comes from, for the audit. */
export function originOf(request: FastifyRequest): ChangeOrigin {
  return { actor: principalOf(request).actor, ...originFields(request) };
}
