import type { Actor, ScimConnectionObject } from '@roster/domain';
import { Check, Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Timestamp } from './columns.js';
import { Department } from './department.entity.js';
import { Organization, OrganizationMember } from './organization.entity.js';

/** An identity provider that provisions over SCIM, with its token. Only the token's SHA-256 is stored. */
@Entity('scim_connections')
@Check('scim_connections_on_delete_check', `"on_delete" IN ('deactivate', 'remove')`)
@Check('scim_connections_department_mapping_check', `"department_mapping" IN ('store', 'membership')`)
@Unique('scim_connections_token_hash_key', ['token_hash'])
@Unique('scim_connections_former_token_hash_key', ['former_token_hash'])
@Index('scim_connections_listing_idx', ['organization_id', 'id'])
@Index('scim_connections_root_idx', ['organization_id', 'root_department_id'], {
  where: `"root_department_id" IS NOT NULL`,
})
// The root of a connection cannot be deleted.
@ForeignKey(() => Department, ['organization_id', 'root_department_id'], ['organization_id', 'id'], {
  name: 'scim_connections_root_fkey',
})
export class ScimConnection {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'scim_connections_pkey' }) id!: string;
  @ForeignKey(() => Organization, { name: 'scim_connections_organization_fkey', onDelete: 'CASCADE' })
  @Column('text')
  organization_id!: string;
  @Column('text') name!: string;
  /** Below which its groups are; null for the top of the tree. */
  @Column('text', { nullable: true }) root_department_id!: string | null;
  /** What happens to a person whom the provider deletes. */
  @Column('text') on_delete!: ScimConnectionObject['on_delete'];
  /** Whether a new user may be a person who is in the organization already. */
  @Column('boolean', { default: false }) adopt!: boolean;
  /** Whether the department that the provider names makes a membership. */
  @Column('text', { default: 'store' }) department_mapping!: ScimConnectionObject['department_mapping'];
  @Column('bytea') token_hash!: Buffer;
  /** The token before the last rotation, and until when it works. */
  @Column('bytea', { nullable: true }) former_token_hash!: Buffer | null;
  @Timestamp({ nullable: true }) former_token_expires_at!: Date | null;
  @CreateDateColumn({ type: 'timestamptz', precision: 3, default: () => 'clock_timestamp()' }) created_at!: Date;
  @Column('text') created_by_type!: Actor['type'];
  @Column('text') created_by_id!: string;
  @Timestamp({ nullable: true }) last_used_at!: Date | null;
  @Column('text', { nullable: true }) last_used_address!: string | null;
}

/** A person whom a connection looks after: no other connection sees or changes them. */
@Entity('scim_users')
@Index('scim_users_user_name_key', { synchronize: false })
// Lists the users from the index alone, and finds all that go with a connection, deleted ones too.
@Index('scim_users_listing_idx', ['connection_id', 'user_id', 'deleted_at'])
@Index('scim_users_external_id_idx', ['connection_id', 'external_id'], { where: `"external_id" IS NOT NULL` })
@ForeignKey(() => OrganizationMember, ['organization_id', 'user_id'], ['organization_id', 'user_id'], {
  name: 'scim_users_person_fkey',
  onDelete: 'CASCADE',
})
export class ScimUser {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'scim_users_pkey' }) organization_id!: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'scim_users_pkey' }) user_id!: string;
  @ForeignKey(() => ScimConnection, { name: 'scim_users_connection_fkey', onDelete: 'CASCADE' })
  @Column('text')
  connection_id!: string;
  /** Unique in the connection, whatever the case. */
  @Column('text') user_name!: string;
  @Column('text', { nullable: true }) external_id!: string | null;
  /** What the provider sent and no column holds. */
  @Column('jsonb', { default: {} }) attributes!: object;
  /** Of which the person is a member because the provider names it; it may have been deleted since. */
  @Column('text', { nullable: true }) mapped_department_id!: string | null;
  @CreateDateColumn({ type: 'timestamptz', precision: 3, default: () => 'clock_timestamp()' }) created_at!: Date;
  @Timestamp({ default: () => 'clock_timestamp()' }) updated_at!: Date;
  /** When the provider deleted the user, if the person stays. */
  @Timestamp({ nullable: true }) deleted_at!: Date | null;
}

/** A department that a connection looks after. Its name is the group's. */
@Entity('scim_groups')
@Index('scim_groups_listing_idx', ['connection_id', 'department_id'])
@Index('scim_groups_external_id_idx', ['connection_id', 'external_id'], { where: `"external_id" IS NOT NULL` })
@ForeignKey(() => Department, ['organization_id', 'department_id'], ['organization_id', 'id'], {
  name: 'scim_groups_department_fkey',
  onDelete: 'CASCADE',
})
export class ScimGroup {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'scim_groups_pkey' }) organization_id!: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'scim_groups_pkey' }) department_id!: string;
  @ForeignKey(() => ScimConnection, { name: 'scim_groups_connection_fkey', onDelete: 'CASCADE' })
  @Column('text')
  connection_id!: string;
  @Column('text', { nullable: true }) external_id!: string | null;
  /** What the provider sent and no column holds. */
  @Column('jsonb', { default: {} }) attributes!: object;
  /** Counts the changes made over SCIM, without those of members. */
  @Column('integer', { default: 1 }) version!: number;
  @CreateDateColumn({ type: 'timestamptz', precision: 3, default: () => 'clock_timestamp()' }) created_at!: Date;
  @Timestamp({ default: () => 'clock_timestamp()' }) updated_at!: Date;
}
