import { CLIENT_CLOSED_REQUEST } from '@roster/domain';
import type { Logger } from '@roster/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { traceOf } from '../tracing/request-trace.js';

/** One line per request. Probes are frequent, so their lines have the level debug. */
export function logEnd(logger: Logger, request: FastifyRequest, reply: FastifyReply): void {
  const route = request.routeOptions.url;
  const level = route?.startsWith('/health/') ? 'debug' : 'info';
  logger[level](
    {
      trace_id: traceOf(request).traceId,
      organization_id: request.principal?.organizationId,
      provisioner_id: request.provisioner?.actor.id,
      operation_id: reply.getHeader('operation-id'),
      operation_ids: request.parts?.map(({ operationId }) => operationId),
      method: request.method,
      route,
      status: reply.statusCode,
      error_code: reply.errorCode ?? undefined,
      ms: Math.round(reply.elapsedTime * 10) / 10,
    },
    messageFor(reply),
  );
}

function messageFor({ statusCode, raw }: FastifyReply): string {
  if (statusCode === CLIENT_CLOSED_REQUEST) return 'caller disconnected';
  return raw.writableFinished ? 'answered' : 'answer broke off';
}
