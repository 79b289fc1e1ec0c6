import type { Actor, Channel, SlackDisconnectReason } from '@roster/domain';
import { Check, Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn, UpdateDateColumn } from 'typeorm';
import { Timestamp } from './columns.js';
import { Department } from './department.entity.js';
import { Organization, OrganizationMember } from './organization.entity.js';

/** A Slack workspace, or a whole Enterprise organization, that installed the bot. */
@Entity('slack_installations')
@Index('slack_installations_organization_idx', ['organization_id'])
@Index('slack_installations_former_organization_idx', ['former_organization_id'])
@Index('slack_installations_revoke_idx', ['revoke_at'], { where: 'revoke_at IS NOT NULL' })
export class SlackInstallation {
  /** The ID of the team, or of the enterprise when the bot was installed for all its workspaces. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'slack_installations_pkey' }) workspace_id!: string;
  @Column('text', { nullable: true }) team_id!: string | null;
  @Column('text', { nullable: true }) enterprise_id!: string | null;
  @Column('text', { nullable: true }) name!: string | null;
  /** Null until an owner's link is used. */
  @ForeignKey(() => Organization, { name: 'slack_installations_organization_fkey', onDelete: 'SET NULL' })
  @Column('text', { nullable: true })
  organization_id!: string | null;
  @Column('text', { nullable: true }) bot_user_id!: string | null;
  @Column('text', { nullable: true }) app_id!: string | null;
  @Column('text', { array: true }) scopes!: string[];
  /** The ID of the key that sealed the tokens. */
  @Column('text', { nullable: true }) key_id!: string | null;
  /** Null when Slack revoked them, or when the only token comes from the configuration. */
  @Column('bytea', { nullable: true }) sealed_tokens!: Buffer | null;
  /** SHA-256 of the token in the configuration; null for tokens that came by OAuth. */
  @Column('bytea', { nullable: true }) token_hash!: Buffer | null;
  /** Until then one bot renews the tokens, and the others wait for it. */
  @Timestamp({ nullable: true }) renewing_until!: Date | null;
  /** The Slack user who installed it. */
  @Column('text', { nullable: true }) installed_by!: string | null;
  @Timestamp({ nullable: true }) bound_at!: Date | null;
  /** Who created the link that connected it. */
  @Column('text', { nullable: true }) bound_by_type!: Actor['type'] | null;
  @Column('text', { nullable: true }) bound_by_id!: string | null;
  /** The organization that it belonged to; null while it is connected. */
  @ForeignKey(() => Organization, { name: 'slack_installations_former_organization_fkey', onDelete: 'SET NULL' })
  @Column('text', { nullable: true })
  former_organization_id!: string | null;
  @Timestamp({ nullable: true }) unbound_at!: Date | null;
  @Column('text', { nullable: true }) unbind_reason!: SlackDisconnectReason | null;
  /** When a bot revokes the tokens at Slack, or tries again; null when they may be used. */
  @Timestamp({ nullable: true }) revoke_at!: Date | null;
  @CreateDateColumn({ type: 'timestamptz', precision: 3 }) created_at!: Date;
  @UpdateDateColumn({ type: 'timestamptz', precision: 3 }) updated_at!: Date;
}

/** An installation in progress in a browser (RFC 6749, section 10.12). */
@Entity('slack_oauth_states')
export class SlackOauthState {
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'slack_oauth_states_pkey' }) state_hash!: Buffer;
  @Column('jsonb') install_options!: object;
  @Timestamp() expires_at!: Date;
}

/** An owner's permission to connect one workspace to the organization. Valid once, for some minutes. */
@Entity('slack_link_tokens')
@Index('slack_link_tokens_organization_idx', ['organization_id'])
export class SlackLinkToken {
  /** SHA-256 of the token, which is not stored. */
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'slack_link_tokens_pkey' }) token_hash!: Buffer;
  @ForeignKey(() => Organization, { name: 'slack_link_tokens_organization_fkey', onDelete: 'CASCADE' })
  @Column('text')
  organization_id!: string;
  @Column('text') actor_type!: Actor['type'];
  @Column('text') actor_id!: string;
  @Column('text') channel!: Channel;
  @Timestamp() expires_at!: Date;
  @Timestamp({ nullable: true }) used_at!: Date | null;
}

/** The member that a Slack user is linked to: by the verified e-mail address, or by an admin. */
@Entity('slack_identities')
@Check('slack_identities_how_check', `"how" IN ('email', 'explicit')`)
@Index('slack_identities_person_idx', ['organization_id', 'user_id'])
@Index('slack_identities_listing_idx', ['organization_id', 'team_id', 'slack_user_id'])
@ForeignKey(() => OrganizationMember, ['organization_id', 'user_id'], ['organization_id', 'user_id'], {
  name: 'slack_identities_person_fkey',
  onDelete: 'CASCADE',
})
export class SlackIdentity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'slack_identities_pkey' }) team_id!: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'slack_identities_pkey' }) slack_user_id!: string;
  @Column('text') organization_id!: string;
  @Column('text') user_id!: string;
  @Column('text') how!: 'email' | 'explicit';
  /** When Slack is asked for the address again; null for an admin's link. */
  @Timestamp({ nullable: true }) cached_until!: Date | null;
  /** When Slack is asked again whether the user of an admin's link is still a full member of the workspace. */
  @Timestamp({ nullable: true }) checked_until!: Date | null;
  /** The actor, as `type:id`. */
  @Column('text', { nullable: true }) linked_by!: string | null;
  @CreateDateColumn({ type: 'timestamptz', precision: 3 }) created_at!: Date;
}

/** A channel that is linked to a department, which commands in it can leave out. */
@Entity('slack_channel_links')
@Check('slack_channel_links_announcements_check', `"announcements" IN ('all', 'summary', 'off')`)
@Check('slack_channel_links_audience_check', `"audience" IN ('workspace', 'shared', 'direct', 'unknown')`)
@Index('slack_channel_links_department_idx', ['organization_id', 'department_id'])
@ForeignKey(() => Department, ['organization_id', 'department_id'], ['organization_id', 'id'], {
  name: 'slack_channel_links_department_fkey',
  onDelete: 'CASCADE',
})
export class SlackChannelLink {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'slack_channel_links_pkey' }) team_id!: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'slack_channel_links_pkey' }) channel_id!: string;
  @Column('text') organization_id!: string;
  @Column('text') department_id!: string;
  /** Only bots of the version before read it. */
  @Column('boolean', { default: false }) announce!: boolean;
  /** Which changes of the department are announced in the channel: each, a daily summary, or none. */
  @Column('text', { default: 'off' }) announcements!: 'all' | 'summary' | 'off';
  /** Earlier changes are not announced. */
  @Timestamp({ default: () => 'now()' }) announced_since!: Date;
  /** Who reads the channel, as far as the person who linked it has agreed to. */
  @Column('text', { default: 'workspace' }) audience!: 'workspace' | 'shared' | 'direct' | 'unknown';
  /** When the bot last saw who reads the channel; null for links from before this was stored. */
  @Timestamp({ nullable: true }) seen_at!: Date | null;
  /** Slack's error, or the audience that nobody agreed to, which stopped the announcements; null while all is well. */
  @Column('text', { nullable: true }) stopped_because!: string | null;
  /** The user who linked it. */
  @Column('text') linked_by!: string;
  /** The same user in Slack; null for links from before this was stored. */
  @Column('text', { nullable: true }) linked_by_slack_user!: string | null;
  @CreateDateColumn({ type: 'timestamptz', precision: 3 }) created_at!: Date;
}

/** An interaction in Slack. It is stored before it is acknowledged, so that no crash loses it. */
@Entity('slack_requests')
@Index('slack_requests_due_idx', ['due_at'], { where: 'finished_at IS NULL' })
@Index('slack_requests_user_idx', ['team_id', 'slack_user_id'], { where: 'finished_at IS NULL' })
@Index('slack_requests_created_idx', ['created_at'])
@Index('slack_requests_history_idx', ['workspace_id', 'slack_user_id', 'created_at'], { where: 'results IS NOT NULL' })
@Index('slack_requests_undoes_idx', { synchronize: false })
export class SlackRequest {
  /** Derived from the interaction: redeliveries are the same request. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'slack_requests_pkey' }) id!: string;
  @Column('text') workspace_id!: string;
  @Column('text') team_id!: string;
  @Column('text') slack_user_id!: string;
  @Column('text') kind!: string;
  /** Slack's payload, without what only Slack needs. */
  @Column('jsonb') body!: Record<string, unknown>;
  /** The changes to make, once names are resolved. From then on only this is carried out. */
  @Column('jsonb', { nullable: true }) plan!: Record<string, unknown> | null;
  @Column('jsonb', { nullable: true }) results!: unknown;
  /** The final message to the user, which a redelivery gets again. */
  @Column('jsonb', { nullable: true }) answer!: Record<string, unknown> | null;
  @Column('text') trace_id!: string;
  @Column('integer', { default: 0 }) attempts!: number;
  /** When another bot may take it, unless this one finishes it or renews its lease. */
  @Timestamp({ nullable: true }) due_at!: Date | null;
  @CreateDateColumn({ type: 'timestamptz', precision: 3, default: () => 'clock_timestamp()' }) created_at!: Date;
  @Timestamp({ nullable: true }) finished_at!: Date | null;
}

/** A message to Slack that must arrive. It is open until Slack accepts it or it is given up. */
@Entity('slack_deliveries')
@Index('slack_deliveries_next_idx', ['next_at'], { where: 'delivered_at IS NULL AND gave_up IS NULL' })
@Index('slack_deliveries_created_idx', ['created_at'])
export class SlackDelivery {
  /** Derived from the request and the kind of message: stored twice, it is one message. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'slack_deliveries_pkey' }) id!: string;
  @Column('text') workspace_id!: string;
  @Column('text') method!: string;
  @Column('jsonb') target!: Record<string, unknown>;
  @Column('jsonb') payload!: Record<string, unknown>;
  @Column('text') trace_id!: string;
  @Column('integer', { default: 0 }) attempts!: number;
  @Timestamp() next_at!: Date;
  @CreateDateColumn({ type: 'timestamptz', precision: 3, default: () => 'clock_timestamp()' }) created_at!: Date;
  @Timestamp({ nullable: true }) delivered_at!: Date | null;
  /** Why it is never delivered. */
  @Column('text', { nullable: true }) gave_up!: string | null;
  @Column('text', { nullable: true }) last_error!: string | null;
}
