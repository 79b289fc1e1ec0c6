import type { Actor, Channel } from '@roster/domain';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Organization } from './organization.entity.js';

/** An owner's leave to connect one workspace with the organization. It works once, and only for some minutes. */
@Entity('slack_link_tokens')
@Index('slack_link_tokens_organization_idx', ['organization_id'])
export class SlackLinkToken {
  /** SHA-256 of the token, which is kept nowhere. */
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'slack_link_tokens_pkey' })
  token_hash!: Buffer;

  @Column('text')
  organization_id!: string;

  @Column('text')
  actor_type!: Actor['type'];

  @Column('text')
  actor_id!: string;

  @Column('text')
  channel!: Channel;

  @Column({ type: 'timestamptz', precision: 3 })
  expires_at!: Date;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  used_at!: Date | null;

  @ManyToOne(() => Organization, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'organization_id', foreignKeyConstraintName: 'slack_link_tokens_organization_fkey' })
  organization?: Relation<Organization>;
}
