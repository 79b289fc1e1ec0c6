import type { Caller } from './caller.js';
import { Deadline } from './deadline.js';
import type { RequestOptions } from './options.js';
import type { Resources } from './resources.generated.js';
import { errorOf } from './roster-error.js';
import type { Operation, OperationItem } from './types.generated.js';

/** The largest bulk that the API takes. */
const MAX_BULK_ITEMS = 10_000;
/** Below the limit of the API for a file. */
const MAX_FILE_BYTES = 2_000_000;

type Source = Iterable<string> | AsyncIterable<string>;

export type BulkAddParams = {
  readonly organizationId: string;
  readonly departmentId: string;
  /** `partial`, the default: everybody who can be added is added. `atomic`: all of them, or nobody. */
  readonly mode?: 'partial' | 'atomic' | undefined;
} & (
  | {
      /** The users to add, as many as you like. */
      readonly userIds: Source;
      readonly emails?: undefined;
    }
  | {
      /** The e-mail addresses of the users to add, as many as you like. */
      readonly emails: Source;
      readonly userIds?: undefined;
    }
);

export interface BulkProgress {
  readonly total: number;
  /** How many have their result. */
  readonly done: number;
  readonly added: number;
  readonly rejected: number;
}

export interface BulkAddOptions extends RequestOptions {
  /**
   * Makes it safe to call again, for a day: what was added then is not added twice, and what was not is. At most 240
   * visible ASCII characters.
   */
  readonly idempotencyKey?: string | undefined;
  /** Called with the progress of all of them together, whenever it was read. */
  readonly onProgress?: ((progress: BulkProgress) => void) | undefined;
}

export interface BulkAddResult extends BulkProgress {
  /** How many were neither added nor rejected, because a bulk was cancelled. */
  readonly cancelled: number;
  /** The bulks, which have ended. */
  readonly operations: readonly Operation[];
  /** The results, in the order in which the users were given: of all, or of those in one state. */
  items(state?: OperationItem['state']): AsyncGenerator<OperationItem, void, void>;
}

/** Adds as many as there are, in bulks one after the other. */
export async function bulkAdd(
  { departments, operations }: Resources,
  caller: Caller,
  { organizationId, departmentId, mode = 'partial', userIds, emails }: BulkAddParams,
  { signal, timeout, idempotencyKey = crypto.randomUUID(), onProgress }: BulkAddOptions,
): Promise<BulkAddResult> {
  const given = await collect(emails ?? userIds);
  const bodies = emails ? files(given) : chunks(given).map((ids) => ({ userIds: ids }));
  if (mode === 'atomic' && bodies.length > 1)
    throw new RangeError(`An atomic bulk has one request: at most ${MAX_BULK_ITEMS} users.`);
  const deadline = new Deadline(timeout, { signal });
  const ended: Operation[] = [];
  for (const [index, body] of bodies.entries()) {
    const { id } = await departments.bulkAddMembers(
      { organizationId, departmentId, mode, ...body },
      { signal: deadline.signal, idempotencyKey: `${idempotencyKey}-${index + 1}` },
    );
    const report = (bulk: Operation) => onProgress?.(progress(given.length, [...ended, bulk]));
    const bulk = await caller.settled({ organizationId, operationId: id }, deadline, report);
    if (bulk.error) throw errorOf({ ...bulk.error, traceId: bulk.traceId, operationId: bulk.id });
    ended.push(bulk);
    if (bulk.state === 'cancelled') break;
  }
  const result = progress(given.length, ended);
  return {
    ...result,
    cancelled: result.total - result.done,
    operations: ended,
    async *items(state) {
      for (const bulk of ended)
        yield* operations.listItems({ organizationId, operationId: bulk.id, state, limit: 1_000 });
    },
  };
}

function progress(total: number, bulks: readonly Operation[]): BulkProgress {
  const sum = (field: 'done' | 'added' | 'rejected') =>
    bulks.reduce((before, bulk) => before + (bulk.progress?.[field] ?? 0), 0);
  return { total, done: sum('done'), added: sum('added'), rejected: sum('rejected') };
}

async function collect(source: Source): Promise<string[]> {
  const given: string[] = [];
  for await (const one of source) given.push(one);
  return given;
}

function chunks(given: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(given.length / MAX_BULK_ITEMS) }, (_, index) =>
    given.slice(index * MAX_BULK_ITEMS, (index + 1) * MAX_BULK_ITEMS),
  );
}

/** CSV files (RFC 4180) with a column of addresses, none too large. */
function files(emails: readonly string[]): { csv: string }[] {
  const made: { lines: string[]; bytes: number }[] = [];
  for (const email of emails) {
    const line = /[",\r\n]/.test(email) ? `"${email.replaceAll('"', '""')}"` : email;
    const bytes = new TextEncoder().encode(line).length + 2;
    const last = made.at(-1);
    if (last && last.lines.length < MAX_BULK_ITEMS && last.bytes + bytes <= MAX_FILE_BYTES) {
      last.lines.push(line);
      last.bytes += bytes;
    } else made.push({ lines: [line], bytes });
  }
  return made.map(({ lines }) => ({ csv: ['email', ...lines, ''].join('\r\n') }));
}
