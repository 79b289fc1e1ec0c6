import type { Caller, ChangeOrigin, Principal, Provisioner } from '@roster/domain';
import { addressOf } from '@roster/runtime';
import type { FastifyRequest } from 'fastify';
import { traceOf } from '../tracing/request-trace.js';

/** Whoever was let through, also with a token that belongs to no organization. */
export function askerOf({ principal, provisioner }: FastifyRequest): Principal | Provisioner {
  return letThrough(provisioner ?? principal);
}

/** Who asks, as changes are judged and audited. */
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
