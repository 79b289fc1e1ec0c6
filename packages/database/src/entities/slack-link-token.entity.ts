import type { Actor, Channel } from '@roster/domain';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Timestamp } from './columns.js';
import { Organization } from './organization.entity.js';

/** An owner's permission to connect one workspace to the organization. Valid once, for some minutes. */
@Entity('slack_link_tokens')
@Index('slack_link_tokens_organization_idx', ['organization_id'])
export class SlackLinkToken {
  /** SHA-256 of the token, which is not stored. */
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'slack_link_tokens_pkey' }) token_hash!: Buffer;
  @Column('text') organization_id!: string;
  @Column('text') actor_type!: Actor['type'];
  @Column('text') actor_id!: string;
  @Column('text') channel!: Channel;
  @Timestamp() expires_at!: Date;
  @Timestamp({ nullable: true }) used_at!: Date | null;

  @ManyToOne(() => Organization, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'organization_id', foreignKeyConstraintName: 'slack_link_tokens_organization_fkey' })
  organization?: Relation<Organization>;
}
