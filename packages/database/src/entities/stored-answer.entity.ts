import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Organization } from './organization.entity.js';

/** What a request with an Idempotency-Key was answered, for when it comes again. Written with the change itself. */
@Entity('stored_answers')
@Index('stored_answers_purge_idx', ['created_at'])
export class StoredAnswer {
  /** SHA-256 of who asked for what with which key. */
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'stored_answers_pkey' })
  id!: Buffer;

  /** Null for what was asked of the installation: there was no organization yet. */
  @Column('text', { nullable: true })
  organization_id!: string | null;

  /** SHA-256 of what was asked. */
  @Column('bytea')
  request_hash!: Buffer;

  /** Encrypted with a key that follows from the Idempotency-Key. Null only within the transaction of the change. */
  @Column('bytea', { nullable: true })
  answer!: Buffer | null;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'clock_timestamp()' })
  created_at!: Date;

  @ManyToOne(() => Organization, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'organization_id', foreignKeyConstraintName: 'stored_answers_organization_fkey' })
  organization?: Relation<Organization>;
}
