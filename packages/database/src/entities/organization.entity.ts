import type { Actor, OrganizationRole, Scope } from '@roster/domain';
import { Check, Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Timestamp } from './columns.js';

/** A tenant, to which everything else belongs. */
@Entity('organizations')
export class Organization {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'organizations_pkey' }) id!: string;
  @Column('text') name!: string;
  @CreateDateColumn({ type: 'timestamptz', precision: 3 }) created_at!: Date;
}

/** A member of an organization, with the profile in this organization. */
@Entity('organization_members')
@Check('organization_members_role_check', `"role" IN ('owner', 'admin', 'member')`)
@Index('organization_members_email_key', { synchronize: false })
@Index('organization_members_subject_key', { synchronize: false })
@Index('organization_members_search_idx', { synchronize: false })
@Index('organization_members_name_idx', { synchronize: false })
@Index('organization_members_role_idx', ['role', 'organization_id', 'user_id'], { where: `"role" <> 'member'` })
@Index('organization_members_deactivated_idx', ['organization_id', 'user_id'], {
  where: `"deactivated_at" IS NOT NULL`,
})
export class OrganizationMember {
  @ForeignKey(() => Organization, { name: 'organization_members_organization_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn('text', { primaryKeyConstraintName: 'organization_members_pkey' })
  organization_id!: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'organization_members_pkey' }) user_id!: string;
  @Column('text') full_name!: string;
  @Column('text') email!: string;
  @Column('text', { default: 'member' }) role!: OrganizationRole;
  @CreateDateColumn({ type: 'timestamptz', precision: 3 }) created_at!: Date;
  /** Since when the member cannot sign in; null for an active one. */
  @Timestamp({ nullable: true }) deactivated_at!: Date | null;
  /** The account at the identity provider, once the member has signed in. */
  @Column('text', { nullable: true }) sign_in_subject!: string | null;
}

/** A bearer token of an integration. Only its SHA-256 is stored; the token is shown once. */
@Entity('api_keys')
@Index('api_keys_listing_idx', ['organization_id', 'id'])
@Index('api_keys_created_by_idx', ['created_by_id'], { where: `"created_by_type" = 'api_key'` })
@Index('api_keys_active_idx', ['organization_id', 'expires_at'], { where: `"revoked_at" IS NULL` })
@Unique('api_keys_token_hash_key', ['token_hash'])
export class ApiKey {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'api_keys_pkey' }) id!: string;
  @ForeignKey(() => Organization, { name: 'api_keys_organization_fkey', onDelete: 'CASCADE' })
  @Column('text')
  organization_id!: string;
  @Column('text') name!: string;
  @Column('bytea') token_hash!: Buffer;
  @Column('text', { array: true }) scopes!: Scope[];
  @CreateDateColumn({ type: 'timestamptz', precision: 3 }) created_at!: Date;
  @Timestamp({ nullable: true }) expires_at!: Date | null;
  @Timestamp({ nullable: true }) revoked_at!: Date | null;
  @Timestamp({ nullable: true }) last_used_at!: Date | null;
  /** The IP address of that use; null when it is unknown. */
  @Column('text', { nullable: true }) last_used_address!: string | null;
  /** Who made the key. Null with the next column when that is not known. */
  @Column('text', { nullable: true }) created_by_type!: Actor['type'] | null;
  @Column('text', { nullable: true }) created_by_id!: string | null;
  /** Its successor, after it was rotated. */
  @ForeignKey(() => ApiKey, { name: 'api_keys_replaced_by_fkey' })
  @Column('text', { nullable: true })
  replaced_by!: string | null;
}

/** The answer to a request with an Idempotency-Key, for when it comes again. Committed with the change. */
@Entity('stored_answers')
@Index('stored_answers_purge_idx', ['created_at'])
export class StoredAnswer {
  /** SHA-256 of caller, route and key. */
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'stored_answers_pkey' }) id!: Buffer;
  /** Null for requests to the installation, which create an organization. */
  @ForeignKey(() => Organization, { name: 'stored_answers_organization_fkey', onDelete: 'CASCADE' })
  @Column('text', { nullable: true })
  organization_id!: string | null;
  /** SHA-256 of the input. */
  @Column('bytea') request_hash!: Buffer;
  /** Encrypted with a key derived from the Idempotency-Key. Null only within the transaction of the change. */
  @Column('bytea', { nullable: true }) answer!: Buffer | null;
  @Timestamp({ default: () => 'clock_timestamp()' }) created_at!: Date;
}
