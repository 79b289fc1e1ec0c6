import {
  type ChangeOrigin,
  type MembershipCommand,
  membershipCommandSchema,
  type OperationId,
  type OperationReading,
  type OperationResult,
  type OperationStore,
  type OrganizationId,
} from '@roster/domain';
import type { DataSource } from 'typeorm';
import { Operation } from '../entities/operation.entity.js';
import { cancelOperation } from './cancel-operation.js';
import { readOperations } from './read-operations.js';

interface OverdueOperations {
  readonly leases: readonly { readonly command: MembershipCommand; readonly deliveries: number }[];
  /** Accepted by a newer version than this one, which cannot read them. */
  readonly unreadable: readonly OperationId[];
}

/** The operations of all organizations, as rows of `operations`. */
export class OperationRepository implements OperationStore {
  /** What only reads goes to `reads`: commits that hang must not use its connections up. */
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

  /** The insert and the reading are two statements: the second one sees what a worker committed in between. */
  async accept(command: MembershipCommand): Promise<OperationReading> {
    await this.dataSource.query(
      `INSERT INTO operations (id, organization_id, kind, department_id, user_id, request_hash, state, payload,
                               channel, actor_type, actor_id, trace_id, created_at, to_department_id, relay_at)
       VALUES ($1, $2, $3, $4, $5, $6, 'accepted', $7, $8, $9, $10, $11, $12, $13, clock_timestamp() + interval '3 seconds')
       ON CONFLICT (id) DO NOTHING`,
      [
        command.operationId,
        command.organizationId,
        command.kind,
        command.departmentId,
        command.userId,
        command.requestHash,
        JSON.stringify(command),
        command.channel,
        command.actor.type,
        command.actor.id,
        command.traceId,
        command.submittedAt,
        command.toDepartmentId,
      ],
    );
    const reading = (await this.read([command.operationId])).get(command.operationId);
    if (!reading) throw new Error(`operation ${command.operationId} vanished after it was accepted`);
    return reading;
  }

  /**
   * Counts a try of a command before it is made, and makes the command durable with it: the number of tries, this one
   * included, or how it ended if it is settled already.
   */
  async beginAttempt(command: MembershipCommand): Promise<number | OperationResult> {
    const reading = await this.accept(command);
    if (reading.state === 'settled') return reading.result;
    const [rows]: [{ attempts: number }[], number] = await this.dataSource.query(
      `UPDATE operations SET attempts = attempts + 1 WHERE id = $1 AND state = 'accepted' RETURNING attempts`,
      [command.operationId],
    );
    return rows[0]?.attempts ?? this.beginAttempt(command);
  }

  /**
   * Takes operations on one membership that stay `accepted` although a job should have brought them, oldest first, for
   * a lease of ten seconds: another relay does not take them meanwhile, and takes them again when this one died. A
   * command that is of a newer version than this one is left to those who know it, and holds nobody else up.
   */
  async leaseOverdue(limit: number): Promise<OverdueOperations> {
    const rows: { id: OperationId; payload: unknown; relays: number }[] = await this.dataSource.query(
      `WITH leased AS (
         UPDATE operations SET relays = relays + 1, relay_at = clock_timestamp() + interval '10 seconds'
         WHERE id IN (
           SELECT id FROM operations
           WHERE state = 'accepted' AND relay_at < clock_timestamp() AND kind <> 'member.bulk_add'
           ORDER BY relay_at LIMIT $1 FOR UPDATE SKIP LOCKED)
         RETURNING id, payload, relays, created_at
       )
       SELECT id, payload, relays FROM leased ORDER BY created_at, id`,
      [limit],
    );
    const read = rows.map(({ id, payload, relays }) => {
      const { data: command } = membershipCommandSchema.safeParse(payload);
      return command === undefined ? id : { command, deliveries: relays };
    });
    return {
      leases: read.filter((one) => typeof one !== 'string'),
      unreadable: read.filter((one) => typeof one === 'string'),
    };
  }

  /**
   * Ends commands that could not be applied: they will never take effect, also when a late delivery comes. Returns
   * what their rows say now; one that another worker settled first keeps its result.
   */
  async fail(commands: readonly MembershipCommand[], reason: string): Promise<OperationResult[]> {
    return this.dataSource.transaction(async (tx) => {
      await tx.query(
        `INSERT INTO operations AS o (id, organization_id, kind, department_id, user_id, request_hash, state, result,
                                      channel, actor_type, actor_id, trace_id, created_at, finished_at,
                                      to_department_id)
         SELECT c."operationId", c."organizationId", c.kind, c."departmentId", c."userId", c."requestHash", 'failed',
                jsonb_build_object('status', 'failed', 'reason', $2::text),
                c.channel, c.actor ->> 'type', c.actor ->> 'id', c."traceId", c."submittedAt", clock_timestamp(), c."toDepartmentId"
         FROM jsonb_to_recordset($1::jsonb) AS c (
           "operationId" text, "organizationId" text, kind text, "departmentId" text, "userId" text, "requestHash" text,
           "toDepartmentId" text, channel text, actor jsonb, "traceId" text, "submittedAt" timestamptz)
         ORDER BY c."operationId"
         ON CONFLICT (id) DO UPDATE
           SET state = 'failed', result = excluded.result, finished_at = excluded.finished_at, payload = NULL
           WHERE o.state = 'accepted' AND o.request_hash IS NOT DISTINCT FROM excluded.request_hash`,
        [JSON.stringify(commands), reason],
      );
      const readings = await readOperations(
        tx,
        commands.map(({ operationId }) => operationId),
      );
      return [...readings.values()].flatMap((reading) => (reading.state === 'settled' ? [reading.result] : []));
    });
  }

  /** `cancelOperation` in a transaction of its own. */
  cancel(
    origin: ChangeOrigin,
    organizationId: OrganizationId,
    operationId: OperationId,
  ): ReturnType<typeof cancelOperation> {
    return this.dataSource.transaction((tx) => cancelOperation(tx, origin, organizationId, operationId));
  }
}
