import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Operator } from './operator.entity.js';

/** A browser that is signed in to the console. Its cookie is random; only the SHA-256 is kept. */
@Entity('operator_sessions')
@Index('operator_sessions_operator_idx', ['operator_id'])
export class OperatorSession {
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'operator_sessions_pkey' })
  id_hash!: Buffer;

  @Column('text')
  operator_id!: string;

  /** What every form of this session carries. */
  @Column('text')
  csrf_token!: string;

  @Column('text')
  address!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  created_at!: Date;

  @Column({ type: 'timestamptz', precision: 3 })
  last_seen_at!: Date;

  @Column({ type: 'timestamptz', precision: 3 })
  expires_at!: Date;

  @ManyToOne(() => Operator, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'operator_id', foreignKeyConstraintName: 'operator_sessions_operator_fkey' })
  operator?: Relation<Operator>;
}
