import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { BulkItem, BulkMode } from '@roster/domain';
import type { FastifyRequest } from 'fastify';
import { mediaTypeOf } from '../requests/media-type.js';
import { readJson } from '../requests/read-json.js';
import { parseOrRefuse } from '../requests/validation.js';
import { bulkBodySchema, csvQuerySchema, jsonQuerySchema } from './bulk-schemas.js';
import { readCsv } from './read-csv.js';

export interface BulkBody {
  readonly mode: BulkMode;
  readonly items: readonly BulkItem[];
}

/** Whom to add, from JSON or from a CSV file. @throws DomainError VALIDATION_FAILED and what `readJson` throws */
export async function readBulkBody(request: FastifyRequest): Promise<BulkBody> {
  const { headers } = request;
  const isUntyped = headers['content-type'] === undefined;
  const type = isUntyped ? 'application/json' : mediaTypeOf(headers, ['application/json', 'text/csv']);
  const query = { ...(request.query as object) };
  if (type === 'text/csv') {
    const { mode } = parseOrRefuse(csvQuerySchema, query, 'query');
    return { mode, items: await readFile(request.body) };
  }
  parseOrRefuse(jsonQuerySchema, query, 'query');
  const { mode, user_ids } = parseOrRefuse(bulkBodySchema, readJson(request), 'body');
  return { mode, items: user_ids.map((userId) => ({ line: null, userId, email: null })) };
}

/** The same for the same list; with the line numbers, as the answers name them. */
export function hashItems(items: readonly BulkItem[]): string {
  const hash = createHash('sha256');
  for (const { line, userId, email } of items) hash.update(`${line ?? ''} ${userId ?? email}\n`);
  return hash.digest('hex');
}

/** A file is a stream; a request without a body has none. */
async function readFile(body: unknown): Promise<BulkItem[]> {
  if (!(body instanceof Readable)) return readCsv([]);
  const chunks: AsyncIterator<Buffer> = body[Symbol.asyncIterator]();
  // Without a `return`, so that who stops early does not close the connection before the caller has the answer.
  const unclosable = { [Symbol.asyncIterator]: () => ({ next: () => chunks.next() }) };
  try {
    return await readCsv(unclosable);
  } catch (error) {
    void discard(chunks);
    throw error;
  }
}

/** The next request on this connection comes after the rest of this one. */
async function discard(chunks: AsyncIterator<Buffer>): Promise<void> {
  try {
    while (!(await chunks.next()).done);
  } catch {
    // The caller has hung up.
  }
}
