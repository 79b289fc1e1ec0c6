import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { DomainError } from '@roster/domain';
import type { Logger } from '@roster/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { setTraceHeaders, traceOf } from '../tracing/request-trace.js';
import { type ErrorAnswer, type ErrorForm, errorAnswer } from './error-answer.js';
import { toDomainError } from './to-domain-error.js';

declare module 'fastify' {
  interface FastifyReply {
    /** The error code of the answer, for the log. */
    errorCode: string | null;
  }
}

/** Turns every error into an HTTP answer. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  /** @param forms of the parts of the API that have a form of their own; elsewhere it is the envelope */
  constructor(
    private readonly logger: Logger,
    private readonly forms: readonly ErrorForm[] = [],
  ) {}

  catch(exception: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(exception, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  answer(exception: unknown, request: FastifyRequest, reply: FastifyReply): void {
    // The caller has already been answered 503.
    if (request.deadline?.passed) return;
    const form = this.forms.find(({ base }) => request.url.startsWith(base));
    const refusal = form?.refusal(exception) ?? null;
    if (refusal !== null) {
      if (!reply.sent) send(refusal, refusal.code, request, reply);
      return;
    }
    // A caller who goes away while sending is no outage, although their connection is reset as a server's would be.
    const error =
      request.raw.errored !== null && exception === request.raw.errored
        ? new DomainError('REQUEST_TIMEOUT')
        : toDomainError(exception, request.routeOptions.config?.largestBody);
    const { traceId } = traceOf(request);
    this.log(error, request);
    if (reply.sent) return;
    const path = request.url.split('?')[0] ?? '';
    const { accept, authorization } = request.headers;
    const answer = errorAnswer(error, { traceId, accept, authorization, path });
    send(form === undefined ? answer : form.answer(error, answer), error.code, request, reply);
  }

  /** Callers' mistakes are in the access log. Our own failures are logged with their cause. */
  private log(error: DomainError, request: FastifyRequest): void {
    const { code } = error;
    if (code !== 'INTERNAL_ERROR' && code !== 'SERVICE_UNAVAILABLE' && code !== 'DATABASE_TIMEOUT') return;
    const fields = {
      err: error.cause ?? error,
      trace_id: traceOf(request).traceId,
      operation_id: request.change?.operationId,
      organization_id: request.principal?.organizationId,
    };
    if (code === 'INTERNAL_ERROR') this.logger.error(fields, 'unexpected error');
    else if (code === 'DATABASE_TIMEOUT') this.logger.warn(fields, 'a statement took too long');
    else this.logger.warn(fields, 'a part of the service is unreachable');
  }
}

function send({ status, headers, body }: ErrorAnswer, code: string, request: FastifyRequest, reply: FastifyReply) {
  setTraceHeaders(request, reply);
  reply.errorCode = code;
  reply.code(status).headers(headers).serializer(JSON.stringify).send(body);
}
