import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Timestamp } from './columns.js';
import { Organization } from './organization.entity.js';

/** The answer to a request with an Idempotency-Key, for when it comes again. Committed with the change. */
@Entity('stored_answers')
@Index('stored_answers_purge_idx', ['created_at'])
export class StoredAnswer {
  /** SHA-256 of caller, route and key. */
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'stored_answers_pkey' }) id!: Buffer;
  /** Null for requests to the installation, which create an organization. */
  @Column('text', { nullable: true }) organization_id!: string | null;
  /** SHA-256 of the input. */
  @Column('bytea') request_hash!: Buffer;
  /** Encrypted with a key derived from the Idempotency-Key. Null only within the transaction of the change. */
  @Column('bytea', { nullable: true }) answer!: Buffer | null;
  @Timestamp({ default: () => 'clock_timestamp()' }) created_at!: Date;

  @ManyToOne(() => Organization, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'organization_id', foreignKeyConstraintName: 'stored_answers_organization_fkey' })
  organization?: Relation<Organization>;
}
