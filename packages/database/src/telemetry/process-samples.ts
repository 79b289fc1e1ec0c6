import { type ProcessIdentity, type ProcessSample, processSampleSchema, SAMPLE_ALIVE_MS } from '@roster/domain';
import type { DataSource } from 'typeorm';
import type { ProcessSampleRow } from '../entities/telemetry.entity.js';

/** Stores the samples that a process takes of itself. */
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

/** Reads the samples of all processes. Samples in the form of a newer version are left out. */
export class ProcessSampleReader {
  constructor(private readonly dataSource: DataSource) {}

  /** The samples of the last hour, the oldest first. */
  lastHour(): Promise<ProcessSampleRow[]> {
    return this.read(`SELECT * FROM process_samples WHERE at > clock_timestamp() - interval '1 hour' ORDER BY at, id`);
  }

  /**
   * The latest sample of each live process, by kind and start. A process writes its first one as it starts. The latest is
   * the one with the highest id: a clock may be set back.
   */
  liveProcesses(): Promise<ProcessSampleRow[]> {
    return this.read(
      `SELECT * FROM (
         SELECT DISTINCT ON (process_id) * FROM process_samples
         WHERE at > clock_timestamp() - make_interval(secs => $1)
         ORDER BY process_id, id DESC) AS latest
       WHERE sample -> 'stopped' IS DISTINCT FROM 'true'
       ORDER BY process_kind, started_at, process_id`,
      [SAMPLE_ALIVE_MS / 1_000],
    );
  }

  private async read(statement: string, values: unknown[] = []): Promise<ProcessSampleRow[]> {
    const rows: ProcessSampleRow[] = await this.dataSource.query(statement, values);
    return rows.filter(({ sample }) => processSampleSchema.safeParse(sample).success);
  }
}
