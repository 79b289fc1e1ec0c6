import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An installation that somebody has begun in a browser and not ended yet (RFC 6749, section 10.12). */
@Entity('slack_oauth_states')
export class SlackOauthState {
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'slack_oauth_states_pkey' })
  state_hash!: Buffer;

  @Column('jsonb')
  install_options!: object;

  @Column({ type: 'timestamptz', precision: 3 })
  expires_at!: Date;
}
