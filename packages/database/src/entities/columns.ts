import { Column, type ColumnOptions, PrimaryGeneratedColumn } from 'typeorm';

/** A time with milliseconds. */
export function Timestamp(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ type: 'timestamptz', precision: 3, ...options });
}

/** A primary key that Postgres counts up. */
export function IdentityKey(constraint: string): PropertyDecorator {
  return PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: constraint,
  });
}
