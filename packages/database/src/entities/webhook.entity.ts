import type { Actor, WebhookDeliveryState, WebhookDisabledReason } from '@roster/domain';
import { Check, Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn, UpdateDateColumn } from 'typeorm';
import { IdentityKey, Timestamp } from './columns.js';
import { Organization } from './organization.entity.js';

/** Where an organization wants its events sent. */
@Entity('webhook_endpoints')
@Check('webhook_endpoints_disabled_check', `("disabled_at" IS NULL) = ("disabled_reason" IS NULL)`)
@Check('webhook_endpoints_reason_check', `"disabled_reason" IN ('owner', 'exhausted', 'gone')`)
@Index('webhook_endpoints_listing_idx', ['organization_id', 'id'])
export class WebhookEndpoint {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'webhook_endpoints_pkey' }) id!: string;
  @ForeignKey(() => Organization, { name: 'webhook_endpoints_organization_fkey', onDelete: 'CASCADE' })
  @Column('text')
  organization_id!: string;
  @Column('text') url!: string;
  /** Null: all types. */
  @Column('text', { array: true, nullable: true }) event_types!: string[] | null;
  /** Only events of this department and those below it. It may have been deleted since; null: all events. */
  @Column('text', { nullable: true }) department_id!: string | null;
  @Column('text', { nullable: true }) description!: string | null;
  /** The ID of the key that sealed the secret. */
  @Column('text') key_id!: string;
  @Column('bytea') sealed_secret!: Buffer;
  /** The secret before, which also signs until `previous_secret_until`. */
  @Column('text', { nullable: true }) previous_key_id!: string | null;
  @Column('bytea', { nullable: true }) previous_sealed_secret!: Buffer | null;
  @Timestamp({ nullable: true }) previous_secret_until!: Date | null;
  @Timestamp({ nullable: true }) disabled_at!: Date | null;
  @Column('text', { nullable: true }) disabled_reason!: WebhookDisabledReason | null;
  /**
   * The position in the feed up to which there are deliveries. A replay sets it back: the deliveries after it become
   * pending again.
   */
  @Column('bigint') distributed_to!: string;
  /** The epoch of the feed in which the position was read. */
  @Column('integer') distributed_epoch!: number;
  /** How many attempts failed since the last success, over all lanes. */
  @Column('integer', { default: 0 }) failures!: number;
  /** When the first of them failed. */
  @Timestamp({ nullable: true }) failing_since!: Date | null;
  /** Nothing is sent before: after failures in a row, or because the receiver asked for a pause. */
  @Timestamp({ nullable: true }) breaker_until!: Date | null;
  @Column('text') created_by_type!: Actor['type'];
  @Column('text') created_by_id!: string;
  @CreateDateColumn({ type: 'timestamptz', precision: 3, default: () => 'clock_timestamp()' }) created_at!: Date;
  @UpdateDateColumn({ type: 'timestamptz', precision: 3, default: () => 'clock_timestamp()' }) updated_at!: Date;
}

/** An event for an endpoint. Kept like attempts after it ended. */
@Entity('webhook_deliveries')
@Check('webhook_deliveries_state_check', `"state" IN ('pending', 'delivered', 'dropped')`)
@Index('webhook_deliveries_pending_idx', ['endpoint_id', 'lane', 'position'], { where: `"state" = 'pending'` })
@Index('webhook_deliveries_dropped_idx', ['endpoint_id', 'position'], { where: `"state" = 'dropped'` })
@Index('webhook_deliveries_purge_idx', ['created_at'])
@Index('webhook_deliveries_old_idx', ['created_at'], { where: `"state" = 'pending'` })
export class WebhookDelivery {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'webhook_deliveries_pkey' }) endpoint_id!: string;
  /** In the feed. */
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'webhook_deliveries_pkey' }) position!: string;
  /** The audit event. */
  @Column('bigint') event_id!: string;
  /** The ID of the department, or the empty text for events that concern none. */
  @Column('text') lane!: string;
  @Column('text', { default: 'pending' }) state!: WebhookDeliveryState;
  @CreateDateColumn({ type: 'timestamptz', precision: 3, default: () => 'clock_timestamp()' }) created_at!: Date;
  @Timestamp({ nullable: true }) delivered_at!: Date | null;
}

/**
 * The pending deliveries of an endpoint for one department. They are sent in order, one at a time. A lane exists while it
 * has any, and it is the only schedule: losing the queue loses nothing.
 */
@Entity('webhook_lanes')
@Index('webhook_lanes_due_idx', ['next_attempt_at'])
@Index('webhook_lanes_turn_idx', ['endpoint_id', 'next_attempt_at'])
@Index('webhook_lanes_leased_idx', ['endpoint_id'], { where: '"lease" IS NOT NULL' })
export class WebhookLane {
  @ForeignKey(() => WebhookEndpoint, { name: 'webhook_lanes_endpoint_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn('text', { primaryKeyConstraintName: 'webhook_lanes_pkey' })
  endpoint_id!: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'webhook_lanes_pkey' }) lane!: string;
  /** How many attempts failed for its first pending delivery. */
  @Column('integer', { default: 0 }) attempts!: number;
  @Timestamp() next_attempt_at!: Date;
  /** When the schedule has the next attempt; a lane that was woken is due before. Null until one fails. */
  @Timestamp({ nullable: true }) scheduled_at!: Date | null;
  /** When the lane was woken last since its last attempt that counted. */
  @Timestamp({ nullable: true }) woken_at!: Date | null;
  /** The worker that sends. */
  @Column('uuid', { nullable: true }) lease!: string | null;
  /** The lease of a worker that died ends here. */
  @Timestamp({ nullable: true }) leased_until!: Date | null;
}

/** One request to an endpoint and its outcome. */
@Entity('webhook_attempts')
@Index('webhook_attempts_delivery_idx', ['endpoint_id', 'position', 'id'])
@Index('webhook_attempts_purge_idx', ['at'])
export class WebhookAttempt {
  @IdentityKey('webhook_attempts_pkey') id!: string;
  @Column('text') endpoint_id!: string;
  /** The position of the delivery; null for a test. */
  @Column('bigint', { nullable: true }) position!: string | null;
  /** Counted from 1; after a replay again from 1. */
  @Column('integer') attempt!: number;
  @CreateDateColumn({ type: 'timestamptz', precision: 3, default: () => 'clock_timestamp()' }) at!: Date;
  @Column('integer', { nullable: true }) duration_ms!: number | null;
  /** The HTTP status; null when there was no answer. */
  @Column('integer', { nullable: true }) status!: number | null;
  /** Why it failed; null after success. */
  @Column('text', { nullable: true }) error!: string | null;
  /** The first kilobyte of the answer's body. */
  @Column('text', { nullable: true }) answer!: string | null;
}
