import type {
  Actor,
  BulkAdd,
  BulkOutcome,
  Channel,
  MembershipCommand,
  MembershipOutcome,
  OperationKind,
  OperationState,
} from '@roster/domain';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * One wish for a change and how it ended. The primary key is the idempotency guard: whoever turns the row into `done`
 * makes the change, in the same transaction; everybody later reads `result`.
 */
@Entity('operations')
@Check('operations_state_check', `"state" IN ('accepted', 'done', 'failed', 'cancelled')`)
@Check('operations_result_check', `("state" = 'accepted') = ("result" IS NULL)`)
@Index('operations_accepted_idx', ['relay_at'], { where: `"state" = 'accepted'` })
@Index('operations_trace_idx', ['trace_id'])
@Index('operations_finished_idx', { synchronize: false })
export class Operation {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'operations_pkey' })
  id!: string;

  @Column('text')
  organization_id!: string;

  @Column('text')
  kind!: OperationKind;

  @Column('text')
  department_id!: string;

  /** Where a move goes to; null for others. */
  @Column('text', { nullable: true })
  to_department_id!: string | null;

  /** Null for a bulk: its items say who. */
  @Column('text', { nullable: true })
  user_id!: string | null;

  @Column('text', { nullable: true })
  request_hash!: string | null;

  @Column('text')
  state!: OperationState;

  /** What to do, while it is not done: the relay carries it out from here. A bulk keeps it, to be made again. */
  @Column('jsonb', { nullable: true })
  payload!: MembershipCommand | BulkAdd | null;

  @Column('jsonb', { nullable: true })
  result!: MembershipOutcome | BulkOutcome | null;

  /** A bulk's people, and how many of them are settled so far; null for others. */
  @Column('integer', { nullable: true })
  items_total!: number | null;

  @Column('integer', { nullable: true })
  items_added!: number | null;

  @Column('integer', { nullable: true })
  items_rejected!: number | null;

  /** How often it was tried alone after a process died over it; of a bulk, how often since it last came on. */
  @Column('integer', { default: 0 })
  attempts!: number;

  /** How often the relay took it, and when the relay takes it (next) unless a job settles it first. */
  @Column('integer', { default: 0 })
  relays!: number;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  relay_at!: Date | null;

  @Column('text')
  channel!: Channel;

  @Column('text')
  actor_type!: Actor['type'];

  @Column('text')
  actor_id!: string;

  @Column('text')
  trace_id!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  created_at!: Date;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  finished_at!: Date | null;
}
