import { setImmediate } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { BulkRepository, OperationRepository } from '@roster/database';
import { type BulkAdd, bulkAddSchema, DomainError, type OperationId, type OrganizationId } from '@roster/domain';
import type { BulkQueue } from '@roster/queue';
import { type Answer, accepted, ok } from '../contract/answers.js';
import { type OperationObject, operationPath } from '../operations/operation-object.js';
import { OperationService } from '../operations/operation-service.js';
import type { ChangeRequest, DepartmentTarget } from '../requests/change-request.js';
import { OrganizationTurns } from '../requests/organization-turns.js';
import { OPEN_BULK_QUEUE } from '../tokens.js';
import { type BulkBody, hashItems } from './bulk-body.js';

type BulkAnswer = Answer<200, OperationObject> | Answer<202, OperationObject, 'Location'>;

/** Reading and writing ten thousand rows delays single adds. The bodies of those that wait are in memory. */
const INTAKE = { running: 4, perOrganization: 1, waiting: 32, waitMs: 3_000 };

/** Creates bulks: commits them with all their items, then enqueues them, then answers. */
@Injectable()
export class BulkAdds {
  private readonly intake = new OrganizationTurns(INTAKE);

  constructor(
    @Inject(OPEN_BULK_QUEUE) private readonly queue: BulkQueue,
    private readonly bulks: BulkRepository,
    private readonly operations: OperationService,
    private readonly stored: OperationRepository,
  ) {}

  /** @throws DomainError OVERLOADED, or VALIDATION_FAILED from `readBody` */
  async add(target: DepartmentTarget, readBody: () => BulkBody, change: ChangeRequest): Promise<BulkAnswer> {
    this.queue.admit(target.organizationId);
    const made = await this.intake.run(target.organizationId, async () => {
      const { mode, items } = readBody();
      // Lets other requests run between steps that take milliseconds of CPU time.
      await setImmediate();
      const bulk = await change.bulkAdd(mode, target, { items: hashItems(items) }, this.stored);
      return { bulk, isNew: await this.bulks.create(bulk, items) };
    });
    return this.begin(made, change);
  }

  /**
   * Creates a bulk of the items that a bulk that has ended did not add.
   *
   * @throws DomainError OVERLOADED, OPERATION_NOT_FOUND or OPERATION_NOT_RETRYABLE
   */
  async retry(organizationId: OrganizationId, operationId: OperationId, change: ChangeRequest): Promise<BulkAnswer> {
    this.queue.admit(organizationId);
    const { departmentId, mode } = await this.retryable(organizationId, operationId);
    const bulk = await change.bulkAdd(mode, { organizationId, departmentId }, { operationId }, this.stored);
    const isNew = await this.intake.run(organizationId, () => this.bulks.createFromLeftOut(bulk, operationId));
    return this.begin({ bulk, isNew }, change);
  }

  private async retryable(organizationId: OrganizationId, operationId: OperationId): Promise<BulkAdd> {
    const found = await this.bulks.findWithLeftOut(organizationId, operationId);
    if (found === null) throw new DomainError('OPERATION_NOT_FOUND', { operation_id: operationId });
    const { operation, leftOut } = found;
    const { kind, state } = operation;
    if (kind === 'member.bulk_add' && state !== 'accepted' && leftOut > 0)
      return bulkAddSchema.parse(operation.payload);
    throw new DomainError('OPERATION_NOT_RETRYABLE', { operation_id: operationId, kind, state, left_out: leftOut });
  }

  private async begin({ bulk, isNew }: { bulk: BulkAdd; isNew: boolean }, change: ChangeRequest): Promise<BulkAnswer> {
    const { organizationId, operationId } = bulk;
    const { preference, enqueued } = change;
    if (isNew) enqueued(await this.queue.enqueue(bulk));
    change.acknowledgePreference();

    // Unlike a single change, a bulk is waited for only when the caller asks to.
    const waits = preference.applied !== null && preference.waitMs > 0;
    const operation = await this.operations.untilEnded(change.principal, operationId, waits ? change.waitLeftMs : 0);
    if (waits && operation.state !== 'accepted') return ok(operation);
    return accepted(operation, operationPath(organizationId, operationId));
  }
}
