import type { EnqueuedJob, ExpectedVersion, MembershipCommand } from '@roster/domain';
import type { FastifyRequest } from 'fastify';
import { parseIfMatch } from '../../requests/if-match.js';
import { parsePrefer, type WaitPreference } from '../../requests/prefer.js';
import { possibleId, ScimRequest } from '../protocol/scim-request.js';
import type { BulkOperation } from './bulk-operations.js';

/** An operation of a bulk, as the request that it stands for. */
export class BulkPart extends ScimRequest {
  private readonly receivedAt = new Date();
  private change: FastifyRequest['change'] = null;

  constructor(
    whole: ScimRequest,
    private readonly operation: BulkOperation,
  ) {
    super(whole.raw, whole.reply);
  }

  override get body(): unknown {
    return this.operation.data;
  }

  override get id(): string {
    return possibleId(this.operation.path.split('/')[2]);
  }

  override query(): undefined {
    return undefined;
  }

  override get expected(): ExpectedVersion {
    return parseIfMatch(this.operation.version?.replaceAll('W/"', '"'));
  }

  /** The answer as a whole tells how each operation ended. */
  override get preference(): WaitPreference {
    return parsePrefer(undefined);
  }

  /** The answer as a whole names no operation, as there may be several; the log and the record of the request name each. */
  override begin({ operationId, departmentId, userId }: MembershipCommand): (job: EnqueuedJob) => void {
    const change: NonNullable<FastifyRequest['change']> = { operationId, departmentId, userId, job: null };
    this.change = change;
    return (job) => {
      change.job = job;
    };
  }

  /** Names the operation that it became, if it became one, in the record and the log of the whole request. */
  answered(status: number, errorCode: string | null): void {
    const { change, receivedAt } = this;
    if (change === null) return;
    const { method, path } = this.operation;
    const route = `${method} ${path.replace(/[^/]+$/, '{id}')}`;
    const parts = this.raw.parts ?? [];
    this.raw.parts = [...parts, { ...change, route, receivedAt, repliedAt: new Date(), status, errorCode }];
  }
}
