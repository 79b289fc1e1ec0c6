import type {
  Actor,
  BulkAdd,
  BulkOutcome,
  Channel,
  ErrorCode,
  ItemState,
  MembershipCommand,
  MembershipOutcome,
  OperationKind,
  OperationState,
} from '@roster/domain';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { Timestamp } from './columns.js';

/**
 * A requested change and how it ended. The primary key is the idempotency guard: the transaction that sets the row to
 * `done` makes the change; all later ones read `result`.
 */
@Entity('operations')
@Check('operations_state_check', `"state" IN ('accepted', 'done', 'failed', 'cancelled')`)
@Check('operations_result_check', `("state" = 'accepted') = ("result" IS NULL)`)
@Index('operations_accepted_idx', ['relay_at'], { where: `"state" = 'accepted'` })
@Index('operations_waiting_idx', ['created_at', 'id'], { where: `"state" = 'accepted'` })
@Index('operations_undone_idx', ['state', 'finished_at', 'id'], { where: `"state" IN ('failed', 'cancelled')` })
@Index('operations_purge_idx', ['finished_at'], { where: 'finished_at IS NOT NULL' })
export class Operation {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'operations_pkey' }) id!: string;
  @Column('text') organization_id!: string;
  @Column('text') kind!: OperationKind;
  @Column('text') department_id!: string;
  /** The target of a move; null for others. */
  @Column('text', { nullable: true }) to_department_id!: string | null;
  /** Null for a bulk, which has items. */
  @Column('text', { nullable: true }) user_id!: string | null;
  @Column('text', { nullable: true }) request_hash!: string | null;
  @Column('text') state!: OperationState;
  /** The command of an accepted operation, so that a worker can carry it out without a job. A bulk keeps it for a retry. */
  @Column('jsonb', { nullable: true }) payload!: MembershipCommand | BulkAdd | null;
  @Column('jsonb', { nullable: true }) result!: MembershipOutcome | BulkOutcome | null;
  /** The items of a bulk, and how many are settled; null for others. */
  @Column('integer', { nullable: true }) items_total!: number | null;
  @Column('integer', { nullable: true }) items_added!: number | null;
  @Column('integer', { nullable: true }) items_rejected!: number | null;
  /** How often it was tried alone after a process died over it; for a bulk, how often since it last made progress. */
  @Column('integer', { default: 0 }) attempts!: number;
  /** How often it was overdue and carried out without a job, and when it is overdue next. */
  @Column('integer', { default: 0 }) relays!: number;
  @Timestamp({ nullable: true }) relay_at!: Date | null;
  @Column('text') channel!: Channel;
  @Column('text') actor_type!: Actor['type'];
  @Column('text') actor_id!: string;
  @Column('text') trace_id!: string;
  @Timestamp() created_at!: Date;
  @Timestamp({ nullable: true }) finished_at!: Date | null;
}

/** A member to add of a bulk, and the result. Inserted with its operation, and deleted with it by a trigger. */
@Entity('operation_items')
@Check('operation_items_state_check', `"state" IN ('pending', 'added', 'rejected', 'cancelled')`)
export class OperationItem {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'operation_items_pkey' }) operation_id!: string;
  /** From 1, without gaps. Items are settled in this order. */
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'operation_items_pkey' }) position!: number;
  @Column('integer', { nullable: true }) line!: number | null;
  /** Null while an e-mail address has not been looked up, or is unknown. */
  @Column('text', { nullable: true }) user_id!: string | null;
  @Column('text', { nullable: true }) email!: string | null;
  @Column('text', { default: 'pending' }) state!: ItemState;
  @Column('text', { nullable: true }) code!: ErrorCode | null;
  @Column('jsonb', { nullable: true }) details!: Record<string, unknown> | null;
  @Timestamp({ nullable: true }) added_at!: Date | null;
}

/** A change in the form of stored data that is in progress, because rows of the former form are still in use. */
@Entity('transitions')
export class Transition {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'transitions_pkey' }) name!: string;
  /** When the schema was migrated. */
  @Timestamp() began_at!: Date;
}
