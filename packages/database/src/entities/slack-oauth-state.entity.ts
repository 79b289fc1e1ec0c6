import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Timestamp } from './columns.js';

/** An installation in progress in a browser (RFC 6749, section 10.12). */
@Entity('slack_oauth_states')
export class SlackOauthState {
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'slack_oauth_states_pkey' }) state_hash!: Buffer;
  @Column('jsonb') install_options!: object;
  @Timestamp() expires_at!: Date;
}
