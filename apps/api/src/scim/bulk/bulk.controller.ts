import { Controller, Inject } from '@nestjs/common';
import type { Logger } from '@roster/runtime';
import type { Answer } from '../../contract/answers.js';
import { errorAnswer } from '../../errors/error-answer.js';
import { toDomainError } from '../../errors/to-domain-error.js';
import { LOGGER } from '../../tokens.js';
import { traceOf } from '../../tracing/request-trace.js';
import { ScimGroupsController } from '../groups/groups.controller.js';
import { scimAnswer } from '../protocol/scim-answers.js';
import { ScimEndpoint } from '../protocol/scim-endpoint.decorator.js';
import { SCIM_ERRORS } from '../protocol/scim-error-form.js';
import type { ScimRequest } from '../protocol/scim-request.js';
import { ScimError } from '../scim-error.js';
import { ScimUsersController } from '../users/scim-users.controller.js';
import { type BulkOperation, readBulk, referencesOf, withReferences } from './bulk-operations.js';
import { BulkPart } from './bulk-part.js';

const RESPONSE_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:BulkResponse';

type ResourceAnswer = Answer<number, unknown, 'ETag' | 'Location'>;

/** The changes of one kind of resource. */
interface Resources {
  create(request: ScimRequest): Promise<unknown>;
  replace(request: ScimRequest): Promise<unknown>;
  modify(request: ScimRequest): Promise<unknown>;
  remove(request: ScimRequest): Promise<unknown>;
}

/** Many changes in one request (RFC 7644, section 3.7), each of them all or nothing for itself, one after the other. */
@Controller()
export class ScimBulkController {
  private readonly resources: ReadonlyMap<string, Resources>;

  constructor(
    users: ScimUsersController,
    groups: ScimGroupsController,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.resources = new Map<string, Resources>([
      ['Users', users],
      ['Groups', groups],
    ]);
  }

  @ScimEndpoint('POST', '/Bulk')
  async run(request: ScimRequest) {
    const { operations, failOnErrors } = readBulk(request.body);
    const created = new Map<string, string>();
    const results = new Map<BulkOperation, object>();
    const references = new Map(operations.map((operation) => [operation, referencesOf(operation)]));
    let failures = 0;
    let broken = false;
    for (let waiting = operations; waiting.length > 0 && failures < failOnErrors && !broken; ) {
      const creations = new Set(waiting.map(({ bulkId }) => bulkId));
      const isReady = (operation: BulkOperation) =>
        !references.get(operation)?.some((id) => creations.has(id) && !created.has(id));
      // Those that refer to each other in a circle wait in vain; the first of them tells so.
      const operation = waiting.find(isReady) ?? (waiting[0] as BulkOperation);
      const result = await this.carryOut(request, operation, created);
      results.set(operation, result);
      if ('response' in result) failures += 1;
      // What fails for a reason of ours would fail again with each operation that is left.
      broken = Number(result.status) >= 500;
      waiting = waiting.filter((other) => other !== operation);
    }
    const Operations = operations.flatMap((operation) => results.get(operation) ?? []);
    return scimAnswer(200, { schemas: [RESPONSE_SCHEMA], Operations });
  }

  private async carryOut(request: ScimRequest, operation: BulkOperation, created: Map<string, string>) {
    const { method, bulkId } = operation;
    const named = { method, ...(bulkId === undefined ? {} : { bulkId }) };
    try {
      const { status, headers } = await this.answerTo(request, withReferences(operation, created));
      const { ETag: version, Location } = headers as { readonly ETag?: string; readonly Location?: string };
      const location = Location ?? request.uri(withReferences(operation, created).path);
      if (Location !== undefined && bulkId !== undefined) created.set(bulkId, Location.split('/').at(-1) ?? '');
      return { ...named, location, ...(version === undefined ? {} : { version }), status: String(status) };
    } catch (error) {
      const { status, body } = this.refusalOf(error, request);
      const location = method === 'POST' ? {} : { location: request.uri(operation.path) };
      return { ...named, ...location, status: String(status), response: body };
    }
  }

  private async answerTo(request: ScimRequest, operation: BulkOperation): Promise<ResourceAnswer> {
    const { method, path, bulkId } = operation;
    const [, kind = '', id, ...more] = path.split('/');
    const resources = this.resources.get(kind);
    if (resources === undefined || more.length > 0 || (method === 'POST') !== (id === undefined))
      throw new ScimError(
        'invalidPath',
        '"path" must be the endpoint of a resource type for POST, else of a resource.',
      );
    if (referencesOf(operation).length > 0)
      throw new ScimError('invalidValue', 'A "bulkId" refers to no resource that was created before.', 409);
    if (method === 'POST' && bulkId === undefined) throw new ScimError('invalidValue', 'A POST needs a "bulkId".');
    const part = new BulkPart(request, operation);
    switch (method) {
      case 'POST':
        return resources.create(part) as Promise<ResourceAnswer>;
      case 'PUT':
        return resources.replace(part) as Promise<ResourceAnswer>;
      case 'PATCH':
        return resources.modify(part) as Promise<ResourceAnswer>;
      case 'DELETE':
        return resources.remove(part) as Promise<ResourceAnswer>;
      default:
        throw new ScimError('invalidValue', '"method" must be POST, PUT, PATCH or DELETE.');
    }
  }

  /** The error as SCIM answers it. A failure of ours is logged here, as the bulk itself is answered 200. */
  private refusalOf(error: unknown, { raw }: ScimRequest): { readonly status: number; readonly body: object } {
    const refusal = SCIM_ERRORS.refusal(error);
    if (refusal !== null) return refusal;
    const known = toDomainError(error);
    const { traceId } = traceOf(raw);
    const { accept, authorization } = raw.headers;
    const usual = errorAnswer(known, { traceId, accept, authorization, path: raw.url });
    if (usual.status >= 500)
      this.logger.error({ err: known.cause ?? known, trace_id: traceId }, 'an operation of a SCIM bulk failed');
    return SCIM_ERRORS.answer(known, usual);
  }
}
