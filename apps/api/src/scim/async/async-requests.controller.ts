import { Controller } from '@nestjs/common';
import { OperationRepository } from '@roster/database';
import { DomainError, type OperationId } from '@roster/domain';
import { Answer } from '../../contract/answers.js';
import { ScimEndpoint } from '../protocol/scim-endpoint.decorator.js';
import type { ScimRequest } from '../protocol/scim-request.js';
import { ASYNC_REQUESTS } from './accepted-answer.js';
import { completionEvent, unsecuredToken } from './completion-event.js';

const TOKEN_TYPE = 'application/secevent+jwt';

/** The results of requests that were answered 202 (RFC 9967, section 2.5.1). */
@Controller()
export class AsyncRequestsController {
  constructor(private readonly operations: OperationRepository) {}

  /** Answers 202 until the request has ended, then with its completion event: as JSON, or as a token if that is asked for. */
  @ScimEndpoint('GET', `${ASYNC_REQUESTS}/:id`)
  async retrieve(request: ScimRequest) {
    const operation = await this.find(request);
    if (operation.state === 'accepted') {
      return new Answer(202, undefined, { 'Set-Txn': operation.id, 'Retry-After': '1', 'Cache-Control': 'no-store' });
    }
    const claims = completionEvent(request, operation);
    const headers = { Vary: 'Accept', 'Cache-Control': 'private, no-cache' };
    return request.raw.headers.accept?.includes(TOKEN_TYPE)
      ? new Answer(200, unsecuredToken(claims), { ...headers, 'Content-Type': TOKEN_TYPE })
      : new Answer(200, claims, { ...headers, 'Content-Type': 'application/json; charset=utf-8' });
  }

  /** @throws DomainError OPERATION_NOT_FOUND, also for an operation of another connection */
  private async find({ caller, connectionId, id }: ScimRequest) {
    const operation = await this.operations.find(caller.principal.organizationId, id as OperationId);
    if (operation !== null && operation.channel === 'scim' && operation.actor_id === connectionId) return operation;
    throw new DomainError('OPERATION_NOT_FOUND', { operation_id: id });
  }
}
