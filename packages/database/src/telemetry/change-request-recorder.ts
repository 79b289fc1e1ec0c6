import type { ChangeRequestRecord, ChangeRequestSink } from '@roster/domain';
import { type DataSource, QueryFailedError } from 'typeorm';

const FLUSH_INTERVAL_MS = 500;

/** Records that may wait to be written: some seconds of the highest load. More are dropped, and counted. */
const CAPACITY = 20_000;

/**
 * Requests of nobody known that are recorded in a second. They are refused, cost their sender nothing, and would fill the
 * disk for three days; more are dropped, and counted.
 */
const UNKNOWN_PER_SECOND = 20;

/** One statement stays far below the statement timeout. */
const BATCH_SIZE = 5_000;

const MAX_TEXT = 200;

interface RecorderOptions {
  readonly capacity?: number;
  readonly flushIntervalMs?: number;
  readonly unknownPerSecond?: number;
  /** Told when records could not be written, and how many were dropped. */
  readonly onError?: (error: Error, dropped: number) => void;
}

/**
 * Writes what is recorded to `change_requests`, in the background and many at a time. While the database is away
 * records wait, as many as may; they never hold a request up.
 */
export class ChangeRequestRecorder implements ChangeRequestSink {
  private waiting: ChangeRequestRecord[] = [];
  private flushing: Promise<void> = Promise.resolve();
  private readonly timer: NodeJS.Timeout;
  private readonly capacity: number;
  private readonly unknownPerSecond: number;
  private readonly unknown = { second: 0, count: 0 };
  private lost = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly options: RecorderOptions = {},
  ) {
    this.capacity = options.capacity ?? CAPACITY;
    this.unknownPerSecond = options.unknownPerSecond ?? UNKNOWN_PER_SECOND;
    this.timer = setInterval(() => void this.flush(), options.flushIntervalMs ?? FLUSH_INTERVAL_MS);
    this.timer.unref();
  }

  /** How many records were not written since the start: there was no room, too many of nobody known, or the database refused them. */
  get dropped(): number {
    return this.lost;
  }

  record(change: ChangeRequestRecord): void {
    if (this.waiting.length >= this.capacity || !this.mayRecord(change)) this.lost += 1;
    else this.waiting.push(change);
  }

  /** By the clock of the requests, which may come in out of order: an earlier second does not begin anew. */
  private mayRecord({ actor, receivedAt }: ChangeRequestRecord): boolean {
    if (actor !== null) return true;
    const second = Math.floor(receivedAt.getTime() / 1_000);
    if (second > this.unknown.second) Object.assign(this.unknown, { second, count: 0 });
    this.unknown.count += 1;
    return this.unknown.count <= this.unknownPerSecond;
  }

  /** Writes what waits now. It does not reject. */
  flush(): Promise<void> {
    this.flushing = this.flushing.then(() => this.writeAll());
    return this.flushing;
  }

  /** Writes what still waits, once. Call it before the database is closed. */
  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }

  private async writeAll(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, BATCH_SIZE);
      try {
        await this.write(batch);
      } catch (error) {
        this.putBack(batch, error as Error);
        return;
      }
    }
  }

  /** What the database refused once it would refuse again; what did not reach it waits for the next time. */
  private putBack(batch: readonly ChangeRequestRecord[], error: Error): void {
    const room = isRefusal(error) ? 0 : Math.max(0, this.capacity - this.waiting.length);
    this.waiting.unshift(...batch.slice(0, room));
    const dropped = Math.max(0, batch.length - room);
    this.lost += dropped;
    this.options.onError?.(error, dropped);
  }

  private async write(batch: readonly ChangeRequestRecord[]): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO change_requests (trace_id, operation_id, organization_id, channel, route, department_id, user_id,
                                    actor_type, actor_id, trigger_id, node, received_at, enqueued_at, job_id,
                                    replied_at, status, error_code)
       SELECT * FROM json_to_recordset($1::json) AS r (
         trace_id text, operation_id text, organization_id text, channel text, route text, department_id text,
         user_id text, actor_type text, actor_id text, trigger_id text, node text, received_at timestamptz,
         enqueued_at timestamptz, job_id text, replied_at timestamptz, status integer, error_code text)`,
      [JSON.stringify(batch.map(toRow))],
    );
  }
}

/** SQLSTATE classes 22 and 23: the data cannot be taken (PostgreSQL, appendix A). */
function isRefusal(error: Error): boolean {
  const { code } = (error instanceof QueryFailedError ? error.driverError : error) as { code?: unknown };
  return typeof code === 'string' && /^2[23]...$/.test(code);
}

function toRow(change: ChangeRequestRecord): Record<string, unknown> {
  return {
    trace_id: change.traceId,
    operation_id: text(change.operationId),
    organization_id: text(change.organizationId),
    channel: change.channel,
    route: change.route,
    department_id: text(change.departmentId),
    user_id: text(change.userId),
    actor_type: change.actor?.type,
    actor_id: change.actor?.id,
    trigger_id: text(change.triggerId),
    node: change.node,
    received_at: change.receivedAt,
    enqueued_at: change.enqueuedAt,
    job_id: change.jobId,
    replied_at: change.repliedAt,
    status: change.status,
    error_code: change.errorCode,
  };
}

/** What a caller sent, as Postgres can store it: it takes neither NUL nor half a surrogate pair, and need not be long. */
function text(value: string | null): string | null {
  return value === null
    ? null
    : value
        .slice(0, MAX_TEXT)
        .replaceAll('\0', '')
        .replace(/\p{Surrogate}/gu, '\uFFFD');
}
