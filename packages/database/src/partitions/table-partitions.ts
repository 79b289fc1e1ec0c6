import type { DataSource } from 'typeorm';

/** The tables that are partitioned by time: the audit by month, the requests by day. */
const PARTITIONED = ['audit_events', 'change_requests'] as const;
type PartitionedTable = (typeof PARTITIONED)[number];

const CHANGE_REQUESTS_HOURS = 72;

/** What was done with the partitions of a table: the next one was made ahead, or is written into from now on. */
interface PartitionStep {
  readonly table: PartitionedTable;
  readonly step: 'made' | 'opened';
}

/**
 * Makes partitions ahead, opens them when their time has come, and drops those of the requests that are too old. The
 * functions of the database that do it run as the owner of the tables. Any number of processes may call these.
 */
export class TablePartitions {
  constructor(private readonly dataSource: DataSource) {}

  /** What was to be done now; usually nothing. */
  async keep(): Promise<PartitionStep[]> {
    const steps: PartitionStep[] = [];
    for (const table of PARTITIONED) {
      const [{ step }] = await this.dataSource.query('SELECT keep_partitions($1) AS step', [table]);
      if (step !== null) steps.push({ table, step });
    }
    return steps;
  }

  /** How many partitions were dropped. Requests are kept for at least 72 hours; whole days are dropped. */
  async dropChangeRequests(retentionHours = CHANGE_REQUESTS_HOURS): Promise<number> {
    const [{ dropped }] = await this.dataSource.query('SELECT drop_change_requests($1) AS dropped', [retentionHours]);
    return dropped;
  }
}
