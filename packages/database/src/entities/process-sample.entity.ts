import type { ProcessKind, ProcessSample } from '@roster/domain';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** One process over the ten seconds before `at`. Kept for a day. */
@Entity('process_samples')
@Index('process_samples_at_idx', ['at'])
export class ProcessSampleRow {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'process_samples_pkey',
  })
  id!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;

  @Column('text')
  process_kind!: ProcessKind;

  /** `host:pid:random`: another one after every start. */
  @Column('text')
  process_id!: string;

  @Column('text')
  version!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  started_at!: Date;

  @Column('jsonb')
  sample!: ProcessSample;
}
