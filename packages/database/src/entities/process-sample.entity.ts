import type { ProcessKind, ProcessSample } from '@roster/domain';
import { Column, Entity, Index } from 'typeorm';
import { IdentityKey, Timestamp } from './columns.js';

/** One process over the ten seconds before `at`. Kept for a day. */
@Entity('process_samples')
@Index('process_samples_at_idx', ['at'])
export class ProcessSampleRow {
  @IdentityKey('process_samples_pkey') id!: string;
  @Timestamp() at!: Date;
  @Column('text') process_kind!: ProcessKind;
  /** `host:pid:random`: another one after every start. */
  @Column('text') process_id!: string;
  @Column('text') version!: string;
  @Timestamp() started_at!: Date;
  @Column('jsonb') sample!: ProcessSample;
}
