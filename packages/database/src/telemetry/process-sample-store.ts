import type { ProcessIdentity, ProcessSample } from '@roster/domain';
import type { DataSource } from 'typeorm';

/** Where a process puts the samples of itself. */
export class ProcessSampleStore {
  constructor(private readonly dataSource: DataSource) {}

  async put({ kind, id, version, startedAt }: ProcessIdentity, sample: ProcessSample): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO process_samples (at, process_kind, process_id, version, started_at, sample)
       VALUES (clock_timestamp(), $1, $2, $3, $4, $5)`,
      [kind, id, version, startedAt, JSON.stringify(sample)],
    );
  }
}
