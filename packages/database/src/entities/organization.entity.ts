import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A tenant, to which everything else belongs. */
@Entity('organizations')
export class Organization {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'organizations_pkey' }) id!: string;
  @Column('text') name!: string;
  @CreateDateColumn({ type: 'timestamptz', precision: 3 }) created_at!: Date;
}
