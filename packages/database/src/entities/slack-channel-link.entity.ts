import { Column, CreateDateColumn, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Department } from './department.entity.js';

/** A channel that is linked to a department, which commands in it can leave out. */
@Entity('slack_channel_links')
@Index('slack_channel_links_department_idx', ['organization_id', 'department_id'])
export class SlackChannelLink {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'slack_channel_links_pkey' }) team_id!: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'slack_channel_links_pkey' }) channel_id!: string;
  @Column('text') organization_id!: string;
  @Column('text') department_id!: string;
  /** Whether changes of the department are announced in the channel. */
  @Column('boolean') announce!: boolean;
  /** The user who linked it. */
  @Column('text') linked_by!: string;
  @CreateDateColumn({ type: 'timestamptz', precision: 3 }) created_at!: Date;

  @ManyToOne(() => Department, { onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'organization_id',
      referencedColumnName: 'organization_id',
      foreignKeyConstraintName: 'slack_channel_links_department_fkey',
    },
    {
      name: 'department_id',
      referencedColumnName: 'id',
      foreignKeyConstraintName: 'slack_channel_links_department_fkey',
    },
  ])
  department?: Relation<Department>;
}
