import type { Caller, ChangeOrigin, Principal, Provisioner } from '@roster/domain';
import { addressOf } from '@roster/runtime';
import type { FastifyRequest } from 'fastify';
import { traceOf } from '../tracing/request-trace.js';

/** The authenticated principal or provisioner. */
export function askerOf({ principal, provisioner }: FastifyRequest): Principal | Provisioner {
  return letThrough(provisioner ?? principal);
}

/** The caller, as authorization and audit need it. */
export function callerOf(request: FastifyRequest): Caller {
  return { principal: letThrough(request.principal), ...wayOf(request) };
}

function letThrough<Asker>(asker: Asker | null): Asker {
  if (asker === null) throw new Error('a change needs a principal: its route lacks @Allow');
  return asker;
}

function wayOf(request: FastifyRequest): Omit<ChangeOrigin, 'actor'> {
  return { channel: 'rest', traceId: traceOf(request).traceId, address: addressOf(request) };
}

/** Where the change comes from, for the audit. */
export function originOf(request: FastifyRequest): ChangeOrigin {
  return { actor: askerOf(request).actor, ...wayOf(request) };
}
