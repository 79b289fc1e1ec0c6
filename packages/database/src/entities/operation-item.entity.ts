import type { ErrorCode, ItemState } from '@roster/domain';
import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Timestamp } from './columns.js';
import { Operation } from './operation.entity.js';

/** A member to add of a bulk, and the result. */
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

  @ManyToOne(() => Operation, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'operation_id', foreignKeyConstraintName: 'operation_items_operation_fkey' })
  operation?: Relation<Operation>;
}
