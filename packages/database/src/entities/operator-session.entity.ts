import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Timestamp } from './columns.js';
import { Operator } from './operator.entity.js';

/** A session of the console. Its cookie is random; only the SHA-256 is stored. */
@Entity('operator_sessions')
@Index('operator_sessions_operator_idx', ['operator_id'])
export class OperatorSession {
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'operator_sessions_pkey' }) id_hash!: Buffer;
  @Column('text') operator_id!: string;
  /** The token in every form of this session. */
  @Column('text') csrf_token!: string;
  @Column('text') address!: string;
  @Timestamp() created_at!: Date;
  @Timestamp() last_seen_at!: Date;
  @Timestamp() expires_at!: Date;

  @ManyToOne(() => Operator, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'operator_id', foreignKeyConstraintName: 'operator_sessions_operator_fkey' })
  operator?: Relation<Operator>;
}
