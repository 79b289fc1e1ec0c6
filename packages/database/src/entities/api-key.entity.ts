import type { Scope } from '@roster/domain';
import {
  Column,
  CreateDateColumn,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  type Relation,
  Unique,
} from 'typeorm';
import { Timestamp } from './columns.js';
import { Organization } from './organization.entity.js';

/** A bearer token of an integration. Only its SHA-256 is stored; the token is shown once. */
@Entity('api_keys')
@Index('api_keys_listing_idx', ['organization_id', 'id'])
@Unique('api_keys_token_hash_key', ['token_hash'])
export class ApiKey {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'api_keys_pkey' }) id!: string;
  @Column('text') organization_id!: string;
  @Column('text') name!: string;
  @Column('bytea') token_hash!: Buffer;
  @Column('text', { array: true }) scopes!: Scope[];
  @CreateDateColumn({ type: 'timestamptz', precision: 3 }) created_at!: Date;
  @Timestamp({ nullable: true }) expires_at!: Date | null;
  @Timestamp({ nullable: true }) revoked_at!: Date | null;
  @Timestamp({ nullable: true }) last_used_at!: Date | null;
  /** Its successor, after it was rotated. */
  @Column('text', { nullable: true }) replaced_by!: string | null;

  @ManyToOne(() => ApiKey)
  @JoinColumn({ name: 'replaced_by', foreignKeyConstraintName: 'api_keys_replaced_by_fkey' })
  successor?: Relation<ApiKey>;

  @ManyToOne(() => Organization, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'organization_id', foreignKeyConstraintName: 'api_keys_organization_fkey' })
  organization?: Relation<Organization>;
}
