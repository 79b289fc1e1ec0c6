import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { BulkMode } from '@roster/domain';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { mediaTypeOf } from '../requests/media-type.js';
import { readJson } from '../requests/read-json.js';
import { parseOrRefuse } from '../requests/validation.js';
import { bulk } from './bulk.contract.js';
import { readCsv, type WrittenItem } from './read-csv.js';

export interface BulkBody {
  readonly mode: BulkMode;
  readonly items: readonly WrittenItem[];
}

/** In JSON the mode is a field of the body. */
const noQuerySchema = z.strictObject({});

/**
 * The members to add, from JSON or a CSV file. A file is parsed as it arrives, at its sender's pace. JSON has already
 * arrived, and parsing it takes CPU time: that happens when the returned function is called.
 *
 * @param mode of a file
 * @throws DomainError VALIDATION_FAILED and what `readJson` throws; so does the returned function
 */
export async function receiveBulkBody(request: FastifyRequest, mode: BulkMode): Promise<() => BulkBody> {
  const { headers } = request;
  const isUntyped = headers['content-type'] === undefined;
  const type = isUntyped ? 'application/json' : mediaTypeOf(headers, ['application/json', 'text/csv']);
  if (type === 'text/csv') {
    const body = { mode, items: await readFile(request.body) };
    return () => body;
  }
  parseOrRefuse(noQuerySchema, { ...(request.query as object) }, 'query');
  return () => {
    const { schema } = bulk.bulkAddDepartmentMembers.body;
    const body = parseOrRefuse(schema, readJson(request), 'body');
    return {
      mode: body.mode,
      items: body.user_ids.map((userId) => ({ line: null, userId, email: null, written: userId })),
    };
  };
}

/** A hash of the list, including line numbers, because answers contain them. */
export function hashItems(items: readonly WrittenItem[]): string {
  const lines = items.map(({ line, written }) => `${line ?? ''} ${written}\n`);
  return createHash('sha256').update(lines.join('')).digest('hex');
}

/** A file is a stream; a request without a body has none. */
async function readFile(body: unknown): Promise<WrittenItem[]> {
  if (!(body instanceof Readable)) return readCsv([]);
  const chunks: AsyncIterator<Buffer> = body[Symbol.asyncIterator]();
  // Without a `return`, so that stopping early does not close the connection before the caller has the answer.
  const unclosable = { [Symbol.asyncIterator]: () => ({ next: () => chunks.next() }) };
  try {
    return await readCsv(unclosable);
  } catch (error) {
    void discard(chunks);
    throw error;
  }
}

/** Reads the rest of the body: the next request on this connection comes after it. */
async function discard(chunks: AsyncIterator<Buffer>): Promise<void> {
  try {
    while (!(await chunks.next()).done);
  } catch {
    // The caller has disconnected.
  }
}
