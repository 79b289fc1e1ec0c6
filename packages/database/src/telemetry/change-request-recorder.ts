import type { ChangeRequestRecord, ChangeRequestSink } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { postgresError } from '../postgres-error.js';

const FLUSH_INTERVAL_MS = 500;

/** Records that may wait to be written: some seconds of peak load. Further ones are dropped and counted. */
const CAPACITY = 20_000;

/**
 * Unauthenticated requests that are recorded per second. They cost their sender nothing and could fill the disk; further
 * ones are dropped and counted.
 */
const UNAUTHENTICATED_PER_SECOND = 20;

/** Few enough that a statement stays far below its timeout. */
const BATCH_SIZE = 5_000;

const MAX_TEXT = 200;

type ColumnType = 'text' | 'integer' | 'time';
type Value = string | number | null;

/** The columns that are written, and their values. */
const COLUMNS: Readonly<Record<string, readonly [ColumnType, (change: ChangeRequestRecord) => Value]>> = {
  trace_id: ['text', ({ traceId }) => traceId],
  operation_id: ['text', ({ operationId }) => text(operationId)],
  organization_id: ['text', ({ organizationId }) => text(organizationId)],
  channel: ['text', ({ channel }) => channel],
  route: ['text', ({ route }) => route],
  department_id: ['text', ({ departmentId }) => text(departmentId)],
  user_id: ['text', ({ userId }) => text(userId)],
  actor_type: ['text', ({ actor }) => actor?.type ?? null],
  actor_id: ['text', ({ actor }) => actor?.id ?? null],
  trigger_id: ['text', ({ triggerId }) => text(triggerId)],
  node: ['text', ({ node }) => node],
  received_at: ['time', ({ receivedAt }) => seconds(receivedAt)],
  enqueued_at: ['time', ({ enqueuedAt }) => seconds(enqueuedAt)],
  job_id: ['text', ({ jobId }) => jobId],
  replied_at: ['time', ({ repliedAt }) => seconds(repliedAt)],
  status: ['integer', ({ status }) => status],
  error_code: ['text', ({ errorCode }) => errorCode],
};

/** An array for each column: Postgres reads it in two thirds of the time that JSON takes. */
const INSERT = insertStatement();

interface RecorderOptions {
  readonly capacity?: number;
  readonly flushIntervalMs?: number;
  readonly unauthenticatedPerSecond?: number;
  /** Called when records could not be written, with the number of those that were dropped. */
  readonly onError?: (error: Error, dropped: number) => void;
}

/**
 * Writes records to `change_requests`, in the background and in batches. While the database is unreachable, records wait
 * up to the capacity. They never delay a request.
 */
export class ChangeRequestRecorder implements ChangeRequestSink {
  private waiting: ChangeRequestRecord[] = [];
  private flushing: Promise<void> = Promise.resolve();
  private readonly timer: NodeJS.Timeout;
  private readonly capacity: number;
  private readonly unauthenticatedPerSecond: number;
  private readonly unauthenticated = { second: 0, count: 0 };
  private lost = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly options: RecorderOptions = {},
  ) {
    this.capacity = options.capacity ?? CAPACITY;
    this.unauthenticatedPerSecond = options.unauthenticatedPerSecond ?? UNAUTHENTICATED_PER_SECOND;
    this.timer = setInterval(() => void this.flush(), options.flushIntervalMs ?? FLUSH_INTERVAL_MS);
    this.timer.unref();
  }

  /** Records dropped since the start: no room, too many unauthenticated requests, or rejected by the database. */
  get dropped(): number {
    return this.lost;
  }

  record(change: ChangeRequestRecord): void {
    if (this.waiting.length >= this.capacity || !this.mayRecord(change)) this.lost += 1;
    else this.waiting.push(change);
  }

  /** Requests may come in out of order: an earlier second does not reset the count. */
  private mayRecord({ actor, receivedAt }: ChangeRequestRecord): boolean {
    if (actor !== null) return true;
    const second = Math.floor(receivedAt.getTime() / 1_000);
    if (second > this.unauthenticated.second) Object.assign(this.unauthenticated, { second, count: 0 });
    this.unauthenticated.count += 1;
    return this.unauthenticated.count <= this.unauthenticatedPerSecond;
  }

  /** Writes the waiting records. Never rejects. */
  flush(): Promise<void> {
    this.flushing = this.flushing.then(() => this.writeAll());
    return this.flushing;
  }

  /** Tries once to write the waiting records. Call it before the database is closed. */
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

  /** The database would reject the same records again. Those that did not reach it wait for the next attempt. */
  private putBack(batch: readonly ChangeRequestRecord[], error: Error): void {
    const room = isRejection(error) ? 0 : Math.max(0, this.capacity - this.waiting.length);
    this.waiting.unshift(...batch.slice(0, room));
    const dropped = Math.max(0, batch.length - room);
    this.lost += dropped;
    this.options.onError?.(error, dropped);
  }

  private async write(batch: readonly ChangeRequestRecord[]): Promise<void> {
    const arrays = Object.values(COLUMNS).map(([, read]) => arrayLiteral(batch.map(read)));
    await this.dataSource.query(INSERT, arrays);
  }
}

/** SQLSTATE classes 22 and 23: the data is invalid. */
function isRejection(error: Error): boolean {
  return /^2[23]...$/.test(postgresError(error).code ?? '');
}

function insertStatement(): string {
  const names = Object.keys(COLUMNS);
  const types = Object.values(COLUMNS).map(([type]) => type);
  const values = names.map((name, index) => (types[index] === 'time' ? `to_timestamp(${name})` : name));
  const arrays = types.map((type, index) => `$${index + 1}::${type === 'time' ? 'double precision' : type}[]`);
  return `INSERT INTO change_requests (${names}) SELECT ${values} FROM unnest(${arrays}) AS change (${names})`;
}

/** Since 1970: numbers are cheaper to write and to read than dates. */
function seconds(time: Date | null): number | null {
  return time && time.getTime() / 1_000;
}

/**
 * An array as Postgres reads it. `pg` would escape each element by itself, which takes three times as long. JSON escapes
 * quotes and backslashes in the same way, and there are no control characters, which it would escape otherwise.
 */
function arrayLiteral(values: readonly Value[]): string {
  return `{${JSON.stringify(values).slice(1, -1)}}`;
}

/** Text from a caller, shortened and without control characters and unpaired surrogates. */
function text(value: string | null): string | null {
  if (value === null) return null;
  const stored = value.slice(0, MAX_TEXT).toWellFormed();
  return stored.replace(/\p{Cc}/gu, '\uFFFD');
}
