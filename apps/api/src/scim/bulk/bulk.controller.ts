import { Controller, Inject } from '@nestjs/common';
import { DomainError } from '@roster/domain';
import { type Logger, withTimeLimit } from '@roster/runtime';
import type { Answer } from '../../contract/answers.js';
import { errorAnswer } from '../../errors/error-answer.js';
import { toDomainError } from '../../errors/to-domain-error.js';
import { RateLimiter } from '../../rate-limits/rate-limiter.js';
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

interface BulkResult {
  readonly method: string;
  readonly bulkId?: string;
  readonly location?: string;
  readonly version?: string;
  readonly status: string;
  /** The error, if it is one. */
  readonly response?: object;
}

interface Refusal {
  readonly status: number;
  readonly body: object;
  readonly code: string;
}

/** Time reserved for assembling the answer, in milliseconds. */
const ANSWERING_MS = 100;

/** For an operation still running at the deadline: its transaction may or may not commit. */
const UNKNOWN = new ScimError(null, 'It is not known whether this operation was carried out. Send it again.', 503);

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
    private readonly limiter: RateLimiter,
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
    const results = new Map<BulkOperation, BulkResult>();
    const references = new Map(operations.map((operation) => [operation, referencesOf(operation)]));
    let waiting = operations;
    let failures = 0;
    let end: ScimError | null = null;
    while (waiting.length > 0 && failures < failOnErrors) {
      end ??= this.reasonToEnd(request, results.size);
      if (end !== null) break;
      const creations = new Set(waiting.map(({ bulkId }) => bulkId));
      const isReady = (operation: BulkOperation) =>
        !references.get(operation)?.some((id) => creations.has(id) && !created.has(id));
      // Those that refer to each other in a circle wait in vain; the first of them tells so.
      const operation = waiting.find(isReady) ?? (waiting[0] as BulkOperation);
      const result = await this.carryOut(request, operation, created);
      results.set(operation, result);
      if (result.response !== undefined) failures += 1;
      // What fails for a reason of ours would fail again with each operation that is left.
      if (Number(result.status) >= 500) end = notCarriedOut(503, 'One before it failed. Send it again.');
      waiting = waiting.filter((other) => other !== operation);
    }
    if (end !== null && failures < failOnErrors)
      for (const operation of waiting) results.set(operation, this.refused(request, operation, end));
    const Operations = operations.flatMap((operation) => results.get(operation) ?? []);
    return scimAnswer(200, { schemas: [RESPONSE_SCHEMA], Operations });
  }

  /** Each operation counts as a request; the first one is the request as a whole, which has been counted. */
  private reasonToEnd({ caller, reply, waitLeftMs }: ScimRequest, done: number): ScimError | null {
    if (done === 0) return null;
    if (waitLeftMs === 0) return notCarriedOut(503, 'The time for an answer was over. Send it again.');
    try {
      this.limiter.take(caller.principal, reply);
      return null;
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'RATE_LIMITED') throw error;
      return notCarriedOut(429, `Too many requests. Send it again in ${error.details.retry_after} seconds.`);
    }
  }

  private async carryOut(
    request: ScimRequest,
    operation: BulkOperation,
    created: Map<string, string>,
  ): Promise<BulkResult> {
    const { bulkId } = operation;
    const resolved = withReferences(operation, created);
    const part = new BulkPart(request, resolved);
    try {
      const answer = withTimeLimit(this.answerTo(part, resolved), request.answerLeftMs - ANSWERING_MS, () => UNKNOWN);
      const { status, headers } = await answer;
      const { ETag: version, Location } = headers as { readonly ETag?: string; readonly Location?: string };
      const location = Location ?? request.uri(resolved.path);
      if (Location !== undefined && bulkId !== undefined) created.set(bulkId, Location.split('/').at(-1) ?? '');
      part.answered(status, null);
      return { ...nameOf(operation), location, ...(version === undefined ? {} : { version }), status: String(status) };
    } catch (error) {
      return this.refused(request, operation, error, part);
    }
  }

  private refused(request: ScimRequest, operation: BulkOperation, error: unknown, part?: BulkPart): BulkResult {
    const { status, body, code } = this.refusalOf(error, request);
    part?.answered(status, code);
    const location = operation.method === 'POST' ? {} : { location: request.uri(operation.path) };
    return { ...nameOf(operation), ...location, status: String(status), response: body };
  }

  private async answerTo(part: BulkPart, operation: BulkOperation): Promise<ResourceAnswer> {
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
  private refusalOf(error: unknown, { raw }: ScimRequest): Refusal {
    const refusal = SCIM_ERRORS.refusal(error);
    if (refusal !== null) return refusal;
    const known = toDomainError(error);
    const { traceId } = traceOf(raw);
    const { accept, authorization } = raw.headers;
    const usual = errorAnswer(known, { traceId, accept, authorization, path: raw.url });
    if (usual.status >= 500)
      this.logger.error({ err: known.cause ?? known, trace_id: traceId }, 'an operation of a SCIM bulk failed');
    return { ...SCIM_ERRORS.answer(known, usual), code: known.code };
  }
}

function nameOf({ method, bulkId }: BulkOperation): Pick<BulkResult, 'method' | 'bulkId'> {
  return { method, ...(bulkId === undefined ? {} : { bulkId }) };
}

function notCarriedOut(status: 429 | 503, reason: string): ScimError {
  return new ScimError(null, `This operation was not carried out. ${reason}`, status);
}
