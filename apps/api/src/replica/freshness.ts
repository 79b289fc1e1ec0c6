import { CONSISTENCY_TOKEN } from '@roster/database';
import { DomainError } from '@roster/domain';
import type { FastifyRequest } from 'fastify';

/** How many tokens a caller may send: one for each of its writes that overlapped. */
const MOST_TOKENS = 100;

/** What separates a cursor from the token of the page that it follows. */
const SEPARATOR = '.';

/** How fresh the answer to a read must be: it includes everything before the positions that these tokens stand for. */
export class Freshness {
  /** Tells where the server was that answered. Unset when there is only one. */
  position: (() => Promise<string | undefined>) | undefined;

  constructor(readonly tokens: readonly string[]) {}
}

/**
 * From the header `Consistency-Token`, and from the cursor: a page is never older than the one before.
 *
 * @throws DomainError MALFORMED_REQUEST
 */
export function readFreshness({ headers, query }: FastifyRequest): Freshness {
  const header = headers['consistency-token'];
  const { cursor } = query as { cursor?: unknown };
  const named =
    header === undefined
      ? []
      : String(header)
          .split(',')
          .map((one) => one.trim());
  if (named.length > MOST_TOKENS || !named.every((token) => CONSISTENCY_TOKEN.test(token))) {
    throw new DomainError('MALFORMED_REQUEST', {
      header: 'Consistency-Token',
      expected: `the Consistency-Token of an earlier answer, unchanged; up to ${MOST_TOKENS} separated by commas`,
    });
  }
  const ofPage = typeof cursor === 'string' ? cursor.split(SEPARATOR, 2)[1] : undefined;
  return new Freshness(ofPage === undefined ? named : [...named, ofPage]);
}

/** The cursor of the page that follows one that was read at this position. */
export function cursorAt(cursor: string, token: string): string {
  return `${cursor}${SEPARATOR}${token}`;
}

/** What lists make of a cursor, without the token that may come after it. */
export function withoutToken(cursor: string): string {
  const [position = '', token] = cursor.split(SEPARATOR, 2);
  return token !== undefined && CONSISTENCY_TOKEN.test(token) ? position : cursor;
}
