import { processSampleSchema, SAMPLE_ALIVE_MS } from '@roster/domain';
import type { DataSource } from 'typeorm';
import type { ProcessSampleRow } from '../entities/process-sample.entity.js';

/** What the processes of this installation told of themselves. Samples that a newer version wrote in another form are left out. */
export class ProcessSampleReader {
  constructor(private readonly dataSource: DataSource) {}

  /** The samples of all processes of the last hour, the oldest first. */
  lastHour(): Promise<ProcessSampleRow[]> {
    return this.read(`SELECT * FROM process_samples WHERE at > clock_timestamp() - interval '1 hour' ORDER BY at, id`);
  }

  /** The latest sample of each process that is alive, by kind and start. A process writes its first one as it starts. */
  liveProcesses(): Promise<ProcessSampleRow[]> {
    return this.read(
      `SELECT * FROM (
         SELECT DISTINCT ON (process_id) * FROM process_samples
         WHERE at > clock_timestamp() - make_interval(secs => $1)
         ORDER BY process_id, at DESC) AS latest
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
