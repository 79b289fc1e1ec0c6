import type { Actor, MembershipRequestStatus } from '@roster/domain';
import { Check, Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Timestamp } from './columns.js';
import { Department } from './department.entity.js';
import { OrganizationMember } from './organization.entity.js';

/** A request to add a member to a department. The index makes it the only open one for both. */
@Entity('membership_requests')
@Check('membership_requests_status_check', `"status" IN ('pending', 'approved', 'denied', 'expired')`)
@Check('membership_requests_ended_check', `("status" = 'pending') = ("ended_at" IS NULL)`)
@Index('membership_requests_open_key', ['department_id', 'user_id'], { unique: true, where: `"status" = 'pending'` })
@Index('membership_requests_listing_idx', ['organization_id', 'department_id', 'created_at', 'id'])
@Index('membership_requests_person_idx', ['organization_id', 'user_id'])
@Index('membership_requests_asker_idx', ['requested_by_id', 'organization_id'], { where: `"status" = 'pending'` })
@Index('membership_requests_expiry_idx', ['expires_at'], { where: `"status" = 'pending'` })
@Index('membership_requests_ended_idx', ['ended_at'], { where: `"ended_at" IS NOT NULL` })
@Index('membership_requests_tell_idx', ['tell_at'], { where: `"tell_at" IS NOT NULL` })
@ForeignKey(() => Department, ['organization_id', 'department_id'], ['organization_id', 'id'], {
  name: 'membership_requests_department_fkey',
  onDelete: 'CASCADE',
})
@ForeignKey(() => OrganizationMember, ['organization_id', 'user_id'], ['organization_id', 'user_id'], {
  name: 'membership_requests_person_fkey',
  onDelete: 'CASCADE',
})
export class MembershipRequest {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'membership_requests_pkey' }) id!: string;
  @Column('text') organization_id!: string;
  @Column('text') department_id!: string;
  /** Who is to be added. */
  @Column('text') user_id!: string;
  @Column('text', { nullable: true }) reason!: string | null;
  /** An open request whose time is over counts as expired, although this says so some minutes later. */
  @Column('text', { default: 'pending' }) status!: MembershipRequestStatus;
  @Column('text') requested_by_type!: Actor['type'];
  @Column('text') requested_by_id!: string;
  @CreateDateColumn({ type: 'timestamptz', precision: 3, default: () => 'clock_timestamp()' }) created_at!: Date;
  @Timestamp() expires_at!: Date;
  @Column('text', { nullable: true }) decided_by_type!: Actor['type'] | null;
  @Column('text', { nullable: true }) decided_by_id!: string | null;
  /** When it was decided or found expired. */
  @Timestamp({ nullable: true }) ended_at!: Date | null;
  /** The operation that added the member. */
  @Column('text', { nullable: true }) operation_id!: string | null;
  /** The workspace in which it was made; null over REST. */
  @Column('text', { nullable: true }) slack_workspace_id!: string | null;
  /** When the Slack bot is to notify people of the present status; null once it has. */
  @Timestamp({ nullable: true }) tell_at!: Date | null;
}
