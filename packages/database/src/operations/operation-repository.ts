import {
  formerOperationId,
  type MembershipCommand,
  membershipCommandSchema,
  type OperationId,
  type OperationKey,
  type OperationReading,
  type OperationResult,
  type OperationStore,
  type OrganizationId,
} from '@roster/domain';
import type { DataSource } from 'typeorm';
import { isFenced, movingError, movingResult } from '../cells/fences.js';
import { Operation } from '../entities/operation.entity.js';
import { isOpen } from '../open-organizations.js';
import { claimOperation, insertOperation, readOperations, settleOperation } from './operation-rows.js';

interface OverdueOperations {
  readonly leases: readonly { readonly command: MembershipCommand; readonly relays: number }[];
  /** Accepted by a newer version: this one cannot read them. */
  readonly unreadable: readonly OperationId[];
}

/** The operations of all organizations, as rows of `operations`. */
export class OperationRepository implements OperationStore {
  /** False once a query has found that the transition is over: that is for ever. */
  private mayHaveFormer = true;

  /** Queries go to `reads`: hanging commits must not use up its connections. */
  constructor(
    private readonly dataSource: DataSource,
    private readonly reads = dataSource,
  ) {}

  read(ids: readonly OperationId[]): Promise<Map<OperationId, OperationReading>> {
    return readOperations(this.reads.manager, ids);
  }

  async find(organizationId: OrganizationId, operationId: OperationId): Promise<Operation | null> {
    return this.reads.manager.findOneBy(Operation, { id: operationId, organization_id: organizationId });
  }

  /**
   * The operation that an earlier version made of this actor's request, under an ID that did not depend on the actor; null
   * when there is none. Such operations are purged about a day after the upgrade, and from then on nothing is queried.
   */
  async findFormer(key: OperationKey): Promise<OperationId | null> {
    if (!this.mayHaveFormer) return null;
    const { organizationId, actor } = key;
    const rows: { id: OperationId | null }[] = await this.reads.query(
      `SELECT o.id FROM transitions t
       LEFT JOIN operations o
         ON o.id = $1 AND o.organization_id = $2 AND o.actor_type = $3 AND o.actor_id = $4
       WHERE t.name = 'operations_by_actor'`,
      [formerOperationId(key), organizationId, actor.type, actor.id],
    );
    if (rows.length === 0) this.mayHaveFormer = false;
    return rows[0]?.id ?? null;
  }

  /** @throws DomainError ORGANIZATION_MOVING */
  async accept(command: MembershipCommand): Promise<OperationReading> {
    try {
      return await this.insertAndRead(command);
    } catch (error) {
      throw isFenced(error) ? movingError(error) : error;
    }
  }

  /** Two statements: the second one sees what a worker committed in between. */
  private async insertAndRead(command: MembershipCommand): Promise<OperationReading> {
    await insertOperation(this.dataSource.manager, command, { durable: true });
    const reading = (await this.read([command.operationId])).get(command.operationId);
    if (!reading) throw new Error(`operation ${command.operationId} vanished after it was accepted`);
    return reading;
  }

  /**
   * Counts an attempt at a command before it is made, and makes the command durable. Returns the number of attempts,
   * including this one, or the result if the command is settled or its organization is moving.
   */
  async beginAttempt(command: MembershipCommand): Promise<number | OperationResult> {
    try {
      return await this.countAttempt(command);
    } catch (error) {
      if (isFenced(error)) return movingResult(command);
      throw error;
    }
  }

  private async countAttempt(command: MembershipCommand): Promise<number | OperationResult> {
    const reading = await this.insertAndRead(command);
    if (reading.state === 'settled') return reading.result;
    const [rows]: [{ attempts: number }[], number] = await this.dataSource.query(
      `UPDATE operations SET attempts = attempts + 1 WHERE id = $1 AND state = 'accepted' RETURNING attempts`,
      [command.operationId],
    );
    return rows[0]?.attempts ?? this.countAttempt(command);
  }

  /**
   * Leases operations on one membership that are overdue, oldest first, for ten seconds: if this worker dies, another one
   * takes them after that. A command of a newer version is left to workers of that version and does not delay others.
   */
  async leaseOverdue(limit: number): Promise<OverdueOperations> {
    const rows: { id: OperationId; payload: unknown; relays: number }[] = await this.dataSource.query(
      `WITH leased AS (
         UPDATE operations SET relays = relays + 1, relay_at = clock_timestamp() + interval '10 seconds'
         WHERE id IN (
           SELECT id FROM operations
           WHERE state = 'accepted' AND relay_at < clock_timestamp() AND kind <> 'member.bulk_add'
             AND ${isOpen('operations.organization_id')}
           ORDER BY relay_at LIMIT $1 FOR UPDATE SKIP LOCKED)
         RETURNING id, payload, relays, created_at
       )
       SELECT id, payload, relays FROM leased ORDER BY created_at, id`,
      [limit],
    );
    const read = rows.map(({ id, payload, relays }) => {
      const { data: command } = membershipCommandSchema.safeParse(payload);
      return command === undefined ? id : { command, relays };
    });
    return {
      leases: read.filter((one) => typeof one !== 'string'),
      unreadable: read.filter((one) => typeof one === 'string'),
    };
  }

  /**
   * Fails commands that could not be applied: they never take effect, even if a late delivery comes. Returns the results
   * of all of them; one that another worker settled first keeps its own. Rows are locked in the order of their IDs, as
   * the ledger locks them, so that the two do not deadlock.
   */
  async fail(commands: readonly MembershipCommand[], reason: string): Promise<OperationResult[]> {
    return this.dataSource.transaction(async (tx) => {
      for (const command of [...commands].sort((a, b) => (a.operationId < b.operationId ? -1 : 1))) {
        const claimed = await claimOperation(tx, command);
        if (claimed) await settleOperation(tx, command.operationId, 'failed', { status: 'failed', reason });
      }
      const readings = await readOperations(
        tx,
        commands.map(({ operationId }) => operationId),
      );
      return [...readings.values()].flatMap((reading) => (reading.state === 'settled' ? [reading.result] : []));
    });
  }
}
